import { FormatError } from '../../base/errors.ts';

/** The lines of a text, and a place in them: no line limit, CRLF and LF. */
export class TextLines {
  readonly lines: readonly string[];
  pos = 0;

  constructor(text: string) {
    this.lines = text.split(/\r?\n/);
  }

  get isAtEnd(): boolean {
    return this.pos >= this.lines.length;
  }

  peek(): string {
    return this.lines[this.pos] ?? '';
  }

  next(): string {
    return this.lines[this.pos++] ?? '';
  }

  /** An error about the line read last. */
  malformed(format: string, expected: string): FormatError {
    const before = this.lines.slice(0, Math.max(0, this.pos - 1)).join('\n');
    return new FormatError('malformed', {
      format,
      line: this.pos,
      offset: new TextEncoder().encode(before).length + (this.pos > 1 ? 1 : 0),
      detail: `expected ${expected}, found "${(this.lines[this.pos - 1] ?? '').slice(0, 60)}"; capture it again`,
    });
  }

  /** Skips blank lines and comments; true if a line is left. */
  skipComments(): boolean {
    while (!this.isAtEnd) {
      const line = this.peek().trim();
      if (line !== '' && !line.startsWith('#')) return true;
      this.pos++;
    }
    return false;
  }
}

/** The hexadecimal addresses of a text, in order; null if one does not fit 64 bits. */
export function addressesIn(text: string): bigint[] | null {
  const addresses: bigint[] = [];
  for (const match of text.matchAll(/0x([0-9a-f]+)/gi)) {
    if (match[1].length > 16) return null;
    addresses.push(BigInt(match[0]));
  }
  return addresses;
}
