import { Int32Builder, NONE, Uint8Builder } from '../../base/columns.ts';
import { PairIndex } from '../../model/row-index.ts';
import { GoState, type SpanConditions } from '../../model/trace.ts';

/** Entries of the cache of the conditions met last: so few are in use at a time. */
const cached = 1 << 12;
const CACHE_WIDTH = 4;

/** State (in the high byte), reason and stack of spans: each combination is a row, numbered as they are met. */
export class ConditionRows {
  private readonly pair = new Int32Builder();
  private readonly stack = new Int32Builder();
  /** 1: nothing that a status with a stack tells is missing. */
  readonly full = new Uint8Builder();
  private readonly index = new PairIndex(this.pair, this.stack);
  /** Pair, stack and row of those met last. */
  private readonly cache = new Int32Array(cached * CACHE_WIDTH).fill(NONE);

  get length(): number {
    return this.pair.length;
  }

  /** The row of a state, a reason and a stack, made if it is new. */
  of(state: number, reason: number, stack: number): number {
    const { cache } = this;
    const pair = (state << 8) | reason;
    const entry = ((Math.imul(stack, 0x9e3779b1) ^ Math.imul(pair, 0x85ebca6b)) >>> 20) * CACHE_WIDTH;
    if (cache[entry] === pair && cache[entry + 1] === stack) return cache[entry + 2];
    const row = this.row(pair, stack);
    cache[entry] = pair;
    cache[entry + 1] = stack;
    cache[entry + 2] = row;
    return row;
  }

  private row(pair: number, stack: number): number {
    const found = this.index.find(pair, stack);
    if (found >= 0) return found;
    const row = this.pair.push(pair);
    this.stack.push(stack);
    const lacksReason = pair === GoState.waiting << 8;
    this.full.push(stack === NONE || lacksReason ? 0 : 1);
    this.index.fill(found, row);
    return row;
  }

  /** The row that `row` becomes when more is known: what it has already is left as it is. */
  explained(row: number, stack: number, reason: number): number {
    const pair = this.pair.values[row];
    const known = this.stack.values[row];
    return this.row((pair & 255) === 0 ? pair | reason : pair, known === NONE ? stack : known);
  }

  table(): SpanConditions {
    const { length } = this;
    const pairs = this.pair.values.subarray(0, length);
    return {
      length,
      state: Uint8Array.from(pairs, (pair) => pair >> 8),
      reason: Uint8Array.from(pairs, (pair) => pair & 255),
      stack: this.stack.values.slice(0, length),
    };
  }
}
