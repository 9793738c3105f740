/** The tree of a regular expression. Laziness is left out: it does not matter for whether something matches. */
export type Node =
  | { readonly kind: 'class'; readonly class: CharClass }
  | { readonly kind: 'assert'; readonly assert: Assertion }
  | { readonly kind: 'concat'; readonly parts: readonly Node[] }
  | { readonly kind: 'alternate'; readonly parts: readonly Node[] }
  /** `max` is Infinity for no bound. */
  | { readonly kind: 'repeat'; readonly node: Node; readonly min: number; readonly max: number };

export type Assertion = 'beginText' | 'endText' | 'beginLine' | 'endLine' | 'wordBoundary' | 'noWordBoundary';

/** A set of characters: what any of the items holds, or with `isNegated` what none does. */
export interface CharClass {
  readonly items: readonly ClassItem[];
  readonly isNegated: boolean;
}

export interface ClassItem {
  /** Pairs of code points, both ends included; null for a Unicode property. */
  readonly ranges: readonly (readonly [number, number])[] | null;
  /** Matches one character. */
  readonly property: RegExp | null;
  readonly isNegated: boolean;
  /** Upper and lower case are the same. */
  readonly folds: boolean;
}

export function hasChar({ items, isNegated }: CharClass, point: number): boolean {
  return items.some((item) => itemHas(item, point)) !== isNegated;
}

function itemHas(item: ClassItem, point: number): boolean {
  const has = (one: number): boolean =>
    item.ranges === null
      ? (item.property?.test(String.fromCodePoint(one)) ?? false)
      : item.ranges.some(([from, to]) => one >= from && one <= to);
  if (has(point)) return !item.isNegated;
  const isFound = item.folds && foldsOf(point).some(has);
  return isFound !== item.isNegated;
}

/** The other characters that are the same but for their case. */
function foldsOf(point: number): readonly number[] {
  const text = String.fromCodePoint(point);
  const found = new Set<number>();
  for (const other of [text.toLowerCase(), text.toUpperCase()]) {
    for (const one of [other, other.toLowerCase(), other.toUpperCase(), ...(extraFolds[other] ?? [])]) {
      const code = one.codePointAt(0) ?? point;
      if (String.fromCodePoint(code) === one && code !== point) found.add(code);
    }
  }
  return [...found];
}

/** Letters that only an upper or lower case of their own leads to: the long s and the signs for kelvin and ångström. */
const extraFolds: Readonly<Record<string, readonly string[]>> = {
  s: ['ſ'],
  k: ['\u212a'],
  å: ['\u212b'],
};

const digit = [[0x30, 0x39]] as const;
const word = [
  [0x30, 0x39],
  [0x41, 0x5a],
  [0x5f, 0x5f],
  [0x61, 0x7a],
] as const;
const space = [
  [0x09, 0x0a],
  [0x0c, 0x0d],
  [0x20, 0x20],
] as const;

/** `\d`, `\s`, `\w`: of ASCII, as in RE2. */
export const perlRanges: Readonly<Record<string, ClassItem['ranges']>> = { d: digit, s: space, w: word };

export const posixRanges: Readonly<Record<string, ClassItem['ranges']>> = {
  alnum: [
    [0x30, 0x39],
    [0x41, 0x5a],
    [0x61, 0x7a],
  ],
  alpha: [
    [0x41, 0x5a],
    [0x61, 0x7a],
  ],
  ascii: [[0, 0x7f]],
  blank: [
    [0x09, 0x09],
    [0x20, 0x20],
  ],
  cntrl: [
    [0, 0x1f],
    [0x7f, 0x7f],
  ],
  digit,
  graph: [[0x21, 0x7e]],
  lower: [[0x61, 0x7a]],
  print: [[0x20, 0x7e]],
  punct: [
    [0x21, 0x2f],
    [0x3a, 0x40],
    [0x5b, 0x60],
    [0x7b, 0x7e],
  ],
  space: [
    [0x09, 0x0d],
    [0x20, 0x20],
  ],
  upper: [[0x41, 0x5a]],
  word,
  xdigit: [
    [0x30, 0x39],
    [0x41, 0x46],
    [0x61, 0x66],
  ],
};
