/** Interned strings: index 0 is always the empty string. */
export class StringBuilder {
  readonly strings: string[] = [''];
  /** Made when it is needed; then of all strings. */
  private indexOf: Map<string, number> | null = null;

  /** The index of `text`, added if it is new. */
  intern(text: string): number {
    this.indexOf ??= new Map(this.strings.map((one, index) => [one, index]));
    const known = this.indexOf.get(text);
    if (known !== undefined) return known;
    const index = this.strings.length;
    this.strings.push(text);
    this.indexOf.set(text, index);
    return index;
  }

  /** The index of each. A table of distinct strings, as the first, is taken as it is: in half the time. */
  internAll(texts: readonly string[]): Int32Array {
    if (this.strings.length > 1 || texts[0] !== '' || new Set(texts).size < texts.length)
      return Int32Array.from(texts, (text) => this.intern(text));
    const indices = new Int32Array(texts.length);
    for (let index = 1; index < texts.length; index++) indices[index] = this.strings.push(texts[index]) - 1;
    return indices;
  }

  finish(): readonly string[] {
    return this.strings;
  }
}

/** An order that is the same on every machine: by UTF-16 code unit, never by locale. */
export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
