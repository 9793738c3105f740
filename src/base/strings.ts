/** Interned strings: index 0 is always the empty string. */
export class StringBuilder {
  readonly strings: string[] = [''];
  private readonly indexOf = new Map<string, number>([['', 0]]);

  /** The index of `text`, added if it is new. */
  intern(text: string): number {
    const known = this.indexOf.get(text);
    if (known !== undefined) return known;
    const index = this.strings.length;
    this.strings.push(text);
    this.indexOf.set(text, index);
    return index;
  }

  finish(): readonly string[] {
    return this.strings;
  }
}

/** An order that is the same on every machine: by UTF-16 code unit, never by locale. */
export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
