import {
  type Assertion,
  type CharClass,
  type ClassItem,
  type Node,
  perlRanges,
  posixRanges,
} from './syntax.ts';

/** What is wrong with an expression, in Go's words where Go has some. */
export class SyntaxFault extends Error {}

const maxRepeat = 1000;
const maxDepth = 500;
const newline = 0x0a;
const maxPoint = 0x10ffff;

interface Flags {
  readonly i: boolean;
  readonly m: boolean;
  readonly s: boolean;
}

/** Parses RE2's syntax as Go's regexp package takes it (`regexp.Compile`): all of it. */
export function parseRe2(pattern: string): Node {
  const parser = new Parser(pattern);
  const node = parser.alternation(0);
  if (!parser.isAtEnd) throw new SyntaxFault('unexpected )');
  return node;
}

class Parser {
  private readonly points: readonly number[];
  private at = 0;
  private flags: Flags = { i: false, m: false, s: false };

  constructor(text: string) {
    this.points = Array.from(text, (one) => one.codePointAt(0) ?? 0);
  }

  get isAtEnd(): boolean {
    return this.at >= this.points.length;
  }

  /** Up to a closing parenthesis or the end. Flags set inside end with it. */
  alternation(depth: number): Node {
    if (depth > maxDepth) throw new SyntaxFault('expression nests too deeply');
    const outer = this.flags;
    const parts: Node[] = [];
    let sequence: Node[] = [];
    while (!this.isAtEnd && !this.looksAt(')')) {
      if (this.takes('|')) {
        parts.push({ kind: 'concat', parts: sequence });
        sequence = [];
        continue;
      }
      this.piece(sequence, depth);
    }
    this.flags = outer;
    parts.push({ kind: 'concat', parts: sequence });
    return parts.length === 1 ? parts[0] : { kind: 'alternate', parts };
  }

  /** One atom with its repetition. */
  private piece(into: Node[], depth: number): void {
    const start = this.at;
    if (this.takes('\\Q')) {
      this.quoted(into);
      return;
    }
    const atom = this.atom(depth);
    if (atom === null) return;
    let node = atom;
    let hasRepeat = false;
    for (;;) {
      const from = this.at;
      const bounds = this.repetition();
      if (bounds === null) break;
      if (hasRepeat)
        throw new SyntaxFault(`invalid nested repetition operator: ${this.between(start, this.at)}`);
      if (bounds.min > maxRepeat || (bounds.max !== Number.POSITIVE_INFINITY && bounds.max > maxRepeat))
        throw new SyntaxFault(`invalid repeat count: ${this.between(from, this.at)}`);
      this.takes('?');
      node = { kind: 'repeat', node, ...bounds };
      hasRepeat = true;
    }
    into.push(node);
  }

  private repetition(): { readonly min: number; readonly max: number } | null {
    if (this.takes('*')) return { min: 0, max: Number.POSITIVE_INFINITY };
    if (this.takes('+')) return { min: 1, max: Number.POSITIVE_INFINITY };
    if (this.takes('?')) return { min: 0, max: 1 };
    const match = /^\{(\d+)(?:(,)(\d*))?\}/.exec(this.between(this.at, this.at + 16));
    if (match === null) return null;
    this.at += match[0].length;
    const min = Number(match[1]);
    const max = match[2] === undefined ? min : match[3] === '' ? Number.POSITIVE_INFINITY : Number(match[3]);
    if (max < min) throw new SyntaxFault(`invalid repeat count: ${match[0]}`);
    return { min, max };
  }

  /** null for `(?i)`, which only sets flags. */
  private atom(depth: number): Node | null {
    if (this.looksAt('*') || this.looksAt('+') || this.looksAt('?'))
      throw new SyntaxFault(`missing argument to repetition operator: ${this.between(this.at, this.at + 1)}`);
    if (this.takes('(')) return this.group(depth);
    if (this.takes('[')) return classNode(this.bracket());
    if (this.takes('.')) {
      const isAny = this.flags.s;
      return classNode({ items: isAny ? [] : [item([[newline, newline]])], isNegated: true });
    }
    if (this.takes('^')) return assertNode(this.flags.m ? 'beginLine' : 'beginText');
    if (this.takes('$')) return assertNode(this.flags.m ? 'endLine' : 'endText');
    if (this.looksAt('\\')) return this.escape();
    return this.literal(this.points[this.at++]);
  }

  private group(depth: number): Node | null {
    if (this.takes('?')) {
      const named = /^P?<(\w+)>/.exec(this.between(this.at, this.at + 200));
      if (named !== null) this.at += named[0].length;
      else {
        const flags = /^([imsU]*)(?:-([imsU]+))?([:)])/.exec(this.between(this.at, this.at + 20));
        const isEmpty = flags !== null && flags[1] === '' && flags[2] === undefined && flags[3] === ')';
        if (flags === null || isEmpty)
          throw new SyntaxFault(
            `invalid or unsupported Perl syntax: (?${this.between(this.at, this.at + 2)}`,
          );
        this.at += flags[0].length;
        const before = this.flags;
        this.flags = withFlags(withFlags(before, flags[1], true), flags[2] ?? '', false);
        if (flags[3] === ')') return null;
        const node = this.alternation(depth + 1);
        this.flags = before;
        return this.closed(node);
      }
    }
    return this.closed(this.alternation(depth + 1));
  }

  private closed(node: Node): Node {
    if (!this.takes(')')) throw new SyntaxFault('missing closing )');
    return node;
  }

  private quoted(into: Node[]): void {
    while (!this.isAtEnd && !this.takes('\\E')) into.push(this.literal(this.points[this.at++]));
  }

  private literal(point: number): Node {
    return classNode({ items: [item([[point, point]], this.flags.i)], isNegated: false });
  }

  private escape(): Node {
    const assertions: Readonly<Record<string, Assertion>> = {
      '\\A': 'beginText',
      '\\z': 'endText',
      '\\b': 'wordBoundary',
      '\\B': 'noWordBoundary',
    };
    for (const [text, assert] of Object.entries(assertions)) if (this.takes(text)) return assertNode(assert);
    const set = this.classEscape();
    if (set !== null) return classNode({ items: [set], isNegated: false });
    return this.literal(this.charEscape());
  }

  /** `\d`, `\pL` and their like, or null. */
  private classEscape(): ClassItem | null {
    const text = this.between(this.at, this.at + 60);
    const perl = /^\\([dswDSW])/.exec(text);
    if (perl !== null) {
      this.at += 2;
      const name = perl[1].toLowerCase();
      return { ...item(perlRanges[name]), isNegated: perl[1] !== name };
    }
    const property = /^\\([pP])(?:\{(\^?)([^}]*)\}|(\p{L}))/u.exec(text);
    if (property === null) {
      if (/^\\[pP]/.test(text)) throw new SyntaxFault(`invalid character class range: ${text.slice(0, 2)}`);
      return null;
    }
    this.at += Array.from(property[0]).length;
    const isNegated = (property[1] === 'P') !== (property[2] === '^');
    return { ranges: null, property: propertyOf(property[3] ?? property[4]), isNegated, folds: this.flags.i };
  }

  /** An escape that stands for one character. */
  private charEscape(): number {
    const from = this.at++;
    if (this.isAtEnd) throw new SyntaxFault('trailing backslash at end of expression');
    const text = this.between(this.at, this.at + 12);
    const bad = (): SyntaxFault =>
      new SyntaxFault(`invalid escape sequence: ${this.between(from, from + 2)}`);
    const octal = /^(?:0[0-7]{0,2}|[1-7][0-7]{1,2})/.exec(text);
    if (octal !== null) return this.took(octal[0], Number.parseInt(octal[0], 8));
    const hex = /^x(?:\{([0-9a-fA-F]+)\}|([0-9a-fA-F]{2}))/.exec(text);
    if (hex !== null) {
      const point = Number.parseInt(hex[1] ?? hex[2], 16);
      if (point > maxPoint) throw bad();
      return this.took(hex[0], point);
    }
    const controls: Readonly<Record<string, number>> = { a: 7, f: 12, t: 9, n: 10, r: 13, v: 11 };
    const point = this.points[this.at];
    const letter = String.fromCodePoint(point);
    if (controls[letter] !== undefined) return this.took(letter, controls[letter]);
    if (point >= 0x80 || /[0-9A-Za-z]/.test(letter)) throw bad();
    return this.took(letter, point);
  }

  private took(text: string, value: number): number {
    this.at += text.length;
    return value;
  }

  /** What follows `[`. */
  private bracket(): CharClass {
    const start = this.at - 1;
    const isNegated = this.takes('^');
    const items: ClassItem[] = [];
    for (let isFirst = true; isFirst || !this.looksAt(']'); isFirst = false) {
      if (this.isAtEnd)
        throw new SyntaxFault(`missing closing ]: ${this.between(start, this.points.length)}`);
      const named = /^\[:(\^?)(\w+):\]/.exec(this.between(this.at, this.at + 16));
      if (named !== null) {
        const ranges = posixRanges[named[2]];
        if (ranges === undefined) throw new SyntaxFault(`invalid character class range: ${named[0]}`);
        this.at += named[0].length;
        items.push({ ...item(ranges, this.flags.i), isNegated: named[1] === '^' });
        continue;
      }
      const set = this.looksAt('\\') ? this.classEscape() : null;
      if (set !== null) items.push(set);
      else items.push(this.range());
    }
    this.at++;
    return { items, isNegated };
  }

  private range(): ClassItem {
    const from = this.at;
    const low = this.bracketChar();
    const isRange =
      this.looksAt('-') && this.points[this.at + 1] !== undefined && this.points[this.at + 1] !== 0x5d;
    if (!isRange) return item([[low, low]], this.flags.i);
    this.at++;
    const high = this.bracketChar();
    if (high < low) throw new SyntaxFault(`invalid character class range: ${this.between(from, this.at)}`);
    return item([[low, high]], this.flags.i);
  }

  private bracketChar(): number {
    return this.looksAt('\\') ? this.charEscape() : this.points[this.at++];
  }

  private looksAt(text: string): boolean {
    return this.points[this.at] === text.codePointAt(0);
  }

  /** Moves past an ASCII text if it is next. */
  private takes(text: string): boolean {
    for (let i = 0; i < text.length; i++) if (this.points[this.at + i] !== text.charCodeAt(i)) return false;
    this.at += text.length;
    return true;
  }

  private between(from: number, to: number): string {
    return String.fromCodePoint(...this.points.slice(from, to));
  }
}

function item(ranges: ClassItem['ranges'], folds = false): ClassItem {
  return { ranges, property: null, isNegated: false, folds };
}

function classNode(one: CharClass): Node {
  return { kind: 'class', class: one };
}

function assertNode(assert: Assertion): Node {
  return { kind: 'assert', assert };
}

function withFlags(flags: Flags, letters: string, value: boolean): Flags {
  const out = { ...flags };
  for (const letter of letters) if (letter !== 'U') out[letter as keyof Flags] = value;
  return out;
}

/** `L`, `Lu` and `Greek`: a general category or a script. */
function propertyOf(name: string): RegExp {
  if (name === 'Any') return /^[\s\S]*$/u;
  for (const source of [`^\\p{General_Category=${name}}$`, `^\\p{Script=${name}}$`]) {
    try {
      if (/^\w+$/.test(name)) return new RegExp(source, 'u');
    } catch {
      // Not of this kind.
    }
  }
  throw new SyntaxFault(`invalid character class range: \\p{${name}}`);
}
