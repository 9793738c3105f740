import { FormatError } from '../../base/errors.ts';
import type { Pace } from '../../base/pace.ts';
import type { Notice } from '../../model/origin.ts';

/** The lines of a text, and a place in them: no line limit, CRLF and LF, nothing copied before it is asked for. */
export class TextLines {
  private readonly text: string;
  private at = 0;
  private lastAt = 0;
  /** The line read last, one-based. */
  private line = 0;

  constructor(text: string) {
    this.text = text;
  }

  get isAtEnd(): boolean {
    return this.at > this.text.length;
  }

  /** True if the line read last is the last one and was cut: a text ends with a line break. */
  get isCut(): boolean {
    return this.isAtEnd && this.line > 1;
  }

  /** Where the next line begins, and where the text ends, in characters. */
  get progress(): readonly [number, number] {
    return [this.at, this.text.length];
  }

  /** The same lines, from the first on. */
  rewound(): TextLines {
    return new TextLines(this.text);
  }

  /** The same lines, from this place on: for looking ahead. */
  ahead(): TextLines {
    const lines = new TextLines(this.text);
    lines.at = this.at;
    lines.line = this.line;
    return lines;
  }

  /** The next line; '' at the end. */
  peek(): string {
    return this.text.slice(this.at, this.lineEnd());
  }

  next(): string {
    const line = this.peek();
    this.lastAt = this.at;
    const end = this.text.indexOf('\n', this.at);
    this.at = end < 0 ? this.text.length + 1 : end + 1;
    this.line++;
    return line;
  }

  private lineEnd(): number {
    const { text, at } = this;
    const found = text.indexOf('\n', at);
    const end = found < 0 ? text.length : found;
    return end > at && text.charCodeAt(end - 1) === 13 ? end - 1 : end;
  }

  /** An error about the line read last. */
  malformed(format: string, expected: string): FormatError {
    const found = this.text.slice(this.lastAt, this.lastAt + 60).split('\n')[0];
    return new FormatError('malformed', {
      format,
      line: this.line,
      offset: new TextEncoder().encode(this.text.slice(0, this.lastAt)).length,
      detail: `expected ${expected}, found "${found}"; capture it again`,
    });
  }

  /** Skips blank lines and comments; true if a line is left. */
  skipComments(): boolean {
    while (!this.isAtEnd) {
      const line = this.peek().trim();
      if (line !== '' && !line.startsWith('#')) return true;
      this.next();
    }
    return false;
  }
}

/** Lines between two looks at the clock. */
const linesPerTurn = 512;

/** For the loops over records: breathes when it is time to. */
export class TextPace {
  private turns = 0;
  private readonly pace: Pace;

  constructor(pace: Pace) {
    this.pace = pace;
  }

  async breathe(lines: TextLines): Promise<void> {
    if (++this.turns % linesPerTurn === 0) await this.pace.breathe(...lines.progress);
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
