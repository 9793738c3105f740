import { FormatError } from '../../base/errors.ts';
import type { Notice } from '../../model/origin.ts';

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

  /** The same lines, from the first on. */
  rewound(): TextLines {
    this.pos = 0;
    return this;
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

  /** True if the line read last is the last one and was cut: a text ends with a line break. */
  get isCut(): boolean {
    return this.pos === this.lines.length && this.lines.length > 1;
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

/** Said of a text that ends in the middle of a record. */
export const cutNotice: Notice = {
  code: 'truncated',
  text: 'The text ends in the middle of a line; that line is left out, what came before is shown.',
  offset: null,
};

const mask64 = (1n << 64n) - 1n;

/** The hexadecimal addresses of a text, in order; their low 64 bits. */
export function addressesIn(text: string): bigint[] {
  return Array.from(text.matchAll(/0x[0-9a-f]{1,64}/gi), ([address]) => BigInt(address) & mask64);
}

/** Return addresses as those of the calls: one less. A stack of zeros, as threadcreate prints it, is none. */
export function callsIn(text: string): bigint[] {
  const addresses = addressesIn(text);
  if (addresses.every((address) => address === 0n)) return [];
  return addresses.map((address) => (address - 1n) & mask64);
}
