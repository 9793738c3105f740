import { Int32Builder } from '../../base/columns.ts';

const utf8 = new TextDecoder('utf-8', { ignoreBOM: true });

/** Tag and length of a string, in bytes, for any that is worth decoding together with others. */
const maxBetween = 5;

/** Where the strings of a profile lie in its bytes. */
export class StringSpans {
  private readonly start: Int32Builder;
  private readonly end: Int32Builder;

  /** With room for so many. */
  constructor(room: number) {
    this.start = new Int32Builder(room);
    this.end = new Int32Builder(room);
  }

  push(start: number, end: number): void {
    this.start.push(start);
    this.end.push(end);
  }

  /**
   * Adds the texts to `strings`. Most tables lie in one piece and are ASCII: they are decoded in one call and cut,
   * three times as fast as one by one.
   */
  decode(bytes: Uint8Array, strings: string[]): void {
    const { length } = this.start;
    const { values: starts } = this.start;
    const { values: ends } = this.end;
    const whole = this.asOne(bytes);
    const first = starts[0];
    for (let i = 0; i < length; i++) {
      strings.push(
        whole === null
          ? utf8.decode(bytes.subarray(starts[i], ends[i]))
          : whole.slice(starts[i] - first, ends[i] - first),
      );
    }
  }

  /** All strings and what lies between, if one byte is one character throughout; else null. */
  private asOne(bytes: Uint8Array): string | null {
    const { length } = this.start;
    const { values: starts } = this.start;
    const { values: ends } = this.end;
    if (length === 0) return null;
    for (let i = 1; i < length; i++) if (starts[i] - ends[i - 1] > maxBetween) return null;
    const whole = bytes.subarray(starts[0], ends[length - 1]);
    const text = utf8.decode(whole);
    return text.length === whole.length ? text : null;
  }
}
