import { Float64Builder, Int32Builder, NONE } from '../base/columns.ts';
import type { StringBuilder } from '../base/strings.ts';
import type { LabelSetTable } from './labels.ts';

export interface LabelRow {
  readonly key: string;
  /** Text value, or null for a number. */
  readonly text: string | null;
  readonly num: number;
  readonly unit: string;
}

/** Interns label sets: equal sets (same labels in the same order) share an index; 0 is the empty set. */
export class LabelSetBuilder {
  private readonly start = new Int32Builder();
  private readonly key = new Int32Builder();
  private readonly text = new Int32Builder();
  private readonly num = new Float64Builder();
  private readonly unit = new Int32Builder();
  private readonly indexOf = new Map<string, number>([['', 0]]);
  private readonly strings: StringBuilder;

  constructor(strings: StringBuilder) {
    this.strings = strings;
    this.start.push(0);
  }

  intern(rows: readonly LabelRow[]): number {
    const name = rows.map((row) => JSON.stringify([row.key, row.text, row.num, row.unit])).join();
    const known = this.indexOf.get(name);
    if (known !== undefined) return known;
    const set = this.start.push(this.key.length);
    for (const row of rows) {
      this.key.push(this.strings.intern(row.key));
      this.text.push(row.text === null ? NONE : this.strings.intern(row.text));
      this.num.push(row.text === null ? row.num : Number.NaN);
      this.unit.push(this.strings.intern(row.unit));
    }
    this.indexOf.set(name, set);
    return set;
  }

  finish(): LabelSetTable {
    const length = this.start.length;
    this.start.push(this.key.length);
    return {
      length,
      start: this.start.finish(),
      key: this.key.finish(),
      text: this.text.finish(),
      num: this.num.finish(),
      unit: this.unit.finish(),
    };
  }
}
