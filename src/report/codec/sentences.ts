import { shortName } from '../../analysis/names.ts';
import type { ReportFinding } from '../model.ts';

/**
 * Texts with their numbers and names taken out, so that a hundred findings share one sentence.
 *
 *   "Grew from 90 to 2,131 in orders.watch, 7 went"  →  template "Grew from ␐ to ␔ in ␃, ␁ went", numbers [7]
 *
 * ␁ is an integer, ␂ one with thousands separators; the other marks are names and numbers that the finding carries
 * anyway. A text that holds a mark itself is kept whole behind ␎. Every text comes back exactly as it was.
 */
export interface Packed {
  readonly template: string;
  readonly numbers: readonly number[];
}

/** What a finding says beside its sentences: these need not be said again. */
export interface Known {
  readonly names: readonly string[];
  readonly numbers: readonly (number | null)[];
  /** Matches the names and all numbers. */
  readonly tokens: RegExp;
}

type Told = Pick<ReportFinding, 'function' | 'wait' | 'root' | 'createdBy' | 'counts' | 'oldestMinutes'>;

/** The order is part of version 1. */
export function knownOf({ function: name, wait, root, createdBy, counts, oldestMinutes }: Told): Known {
  const creator = createdBy?.function ?? '';
  const first = counts.length > 0 ? counts[0] : null;
  const last = counts.length > 0 ? counts[counts.length - 1] : null;
  const names = [name, wait ?? '', root, creator, shortName(name), shortName(creator)];
  return {
    names,
    tokens: tokensOf(names),
    numbers: [
      last,
      first,
      counts.length,
      oldestMinutes,
      first === null || last === null ? null : last - first,
    ],
  };
}

const plain = '\u0001';
const grouped = '\u0002';
const nameMarks = ['\u0003', '\u0004', '\u0005', '\u0006', '\u0007', '\u0008'];
const literal = '\u000e';
const plainMarks = ['\u000f', '\u0010', '\u0011', '\u0012', '\u0013'];
const groupedMarks = ['\u0014', '\u0015', '\u0016', '\u0017', '\u0018'];
// biome-ignore lint/suspicious/noControlCharactersInRegex: the marks are control characters
const marks = /[\u0001-\u0008\u000e-\u0018]/g;
const maxNumber = 0xffff_ffff;
/** Texts beyond this are kept whole: no sentence of ours is so long. */
const maxPacked = 2_000;

export function packSentence(text: string, known: Known): Packed {
  if (text.search(marks) >= 0 || text.length > maxPacked) return { template: literal + text, numbers: [] };
  const numbers: number[] = [];
  const template = text.replace(known.tokens, (token) => {
    const name = known.names.indexOf(token);
    return name >= 0 ? nameMarks[name] : markNumber(token, known, numbers);
  });
  return { template, numbers };
}

/** The inverse of `packSentence`; `next` gives the numbers. Null if a mark names what is not known. */
export function unpackSentence(template: string, known: Known, next: () => number): string | null {
  if (template.startsWith(literal)) return template.slice(1);
  let isBroken = false;
  const text = template.replace(marks, (mark) => {
    const found = markedBy(mark, known, next);
    isBroken ||= found === null;
    return found ?? '';
  });
  return isBroken ? null : text;
}

function markNumber(token: string, known: Known, numbers: number[]): string {
  const number = Number(token.replaceAll(',', ''));
  const isPlain = String(number) === token;
  if (number > maxNumber || (!isPlain && withSeparators(number) !== token)) return token;
  const told = known.numbers.indexOf(number);
  if (told >= 0) return isPlain ? plainMarks[told] : groupedMarks[told];
  numbers.push(number);
  return isPlain ? plain : grouped;
}

function markedBy(mark: string, known: Known, next: () => number): string | null {
  if (mark === plain) return String(next());
  if (mark === grouped) return withSeparators(next());
  const name = nameMarks.indexOf(mark);
  if (name >= 0) return known.names[name] ?? null;
  const isPlain = plainMarks.includes(mark);
  const number = known.numbers[(isPlain ? plainMarks : groupedMarks).indexOf(mark)] ?? null;
  return number === null ? null : isPlain ? String(number) : withSeparators(number);
}

function withSeparators(number: number): string {
  return String(number).replace(/\B(?=(\d{3})+$)/g, ',');
}

function tokensOf(names: readonly string[]): RegExp {
  const words = names
    .filter((name) => name.length > 2)
    .sort((a, b) => b.length - a.length)
    .map((name) => name.replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&'));
  return new RegExp([...words, '\\d{1,3}(?:,\\d{3})+(?!\\d)', '\\d+'].join('|'), 'g');
}

export const nothingKnown: Known = { names: [], numbers: [], tokens: tokensOf([]) };
