import type { SpanConditions } from '../../model/trace.ts';

/** No row: there are far fewer. */
const unmet = 0xffff;

/** The pairs of state and reason in a trace's blocks, numbered as they are met. */
export class ConditionsBuilder {
  length = 0;
  /** By pair as `Block.state` has it: its row. */
  readonly row = new Uint16Array(1 << 16).fill(unmet);
  private readonly pairs: number[] = [];

  /** Gives rows to those of the first `length` pairs that have none. */
  meet(pairs: Uint16Array, length: number): void {
    const { row } = this;
    for (let i = 0; i < length; i++) if (row[pairs[i]] === unmet) this.add(pairs[i]);
  }

  private add(pair: number): void {
    this.row[pair] = this.length++;
    this.pairs.push(pair);
  }

  finish(): SpanConditions {
    const { length, pairs } = this;
    return {
      length,
      state: Uint8Array.from(pairs, (pair) => pair >> 8),
      reason: Uint8Array.from(pairs, (pair) => pair & 255),
    };
  }
}
