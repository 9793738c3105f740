/**
 * Texts with their numbers and names taken out, so that a hundred findings share one sentence.
 *
 *   "1,974 new in 10 min at orders.watch"  →  template "␂ new in ␁ min at ␃", numbers [1974, 10]
 *
 * ␁ is an integer, ␂ one with thousands separators, ␃ to ␆ names that the finding carries anyway. A text that holds
 * such a character itself is kept whole behind ␇. Every text comes back exactly as it was.
 */
export interface PackedText {
  readonly template: string;
  readonly numbers: readonly number[];
}

const plain = '\u0001';
const grouped = '\u0002';
const names = ['\u0003', '\u0004', '\u0005', '\u0006'];
const literal = '\u0007';
// biome-ignore lint/suspicious/noControlCharactersInRegex: the placeholders are control characters
const reserved = /[\u0001-\u0007]/;
// biome-ignore lint/suspicious/noControlCharactersInRegex: the placeholders are control characters
const placeholder = /[\u0001-\u0006]/g;
const maxNumber = 0xffff_ffff;

/** `known` are up to four names, replaced by placeholders where they occur in the text. */
export function packText(text: string, known: readonly string[]): PackedText {
  if (reserved.test(text)) return { template: literal + text, numbers: [] };
  const numbers: number[] = [];
  const template = text.replace(tokenPattern(known), (token) => {
    const name = known.indexOf(token);
    if (name >= 0) return names[name];
    return takeNumber(token, numbers);
  });
  return { template, numbers };
}

/** The inverse of `packText`; null if the numbers do not fit the template. */
export function unpackText({ template, numbers }: PackedText, known: readonly string[]): string | null {
  if (template.startsWith(literal)) return numbers.length === 0 ? template.slice(1) : null;
  let used = 0;
  let isBroken = false;
  const text = template.replace(placeholder, (mark) => {
    const name = names.indexOf(mark);
    if (name >= 0) {
      isBroken ||= name >= known.length;
      return known[name] ?? '';
    }
    isBroken ||= used >= numbers.length;
    const number = numbers[used++] ?? 0;
    return mark === plain ? String(number) : withSeparators(number);
  });
  return isBroken || used !== numbers.length ? null : text;
}

function takeNumber(token: string, numbers: number[]): string {
  const digits = token.replaceAll(',', '');
  const number = Number(digits);
  if (number > maxNumber) return token;
  if (String(number) === token) {
    numbers.push(number);
    return plain;
  }
  if (token.includes(',') && withSeparators(number) === token) {
    numbers.push(number);
    return grouped;
  }
  return token;
}

function withSeparators(number: number): string {
  return String(number).replace(/\B(?=(\d{3})+$)/g, ',');
}

function tokenPattern(known: readonly string[]): RegExp {
  const words = known
    .filter((name) => name.length > 2)
    .sort((a, b) => b.length - a.length)
    .map((name) => name.replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&'));
  return new RegExp([...words, '\\d{1,3}(?:,\\d{3})+(?!\\d)', '\\d+'].join('|'), 'g');
}
