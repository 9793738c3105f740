import type { FlameAnswer } from './answers.ts';
import type { FlameTree } from './flame-tree.ts';
import type { FrameName } from './question.ts';

/**
 * A flame graph as it crosses threads. Cloning 40,000 names as objects blocks the page for tens of milliseconds; as
 * columns over a few long strings they cross in one.
 */
export interface PackedFlame {
  readonly names: PackedNames;
  readonly tree: Omit<FlameTree, 'names'>;
  readonly callers: Omit<FlameTree, 'names'> | null;
}

interface PackedNames {
  readonly text: PackedTexts;
  readonly file: PackedTexts;
  readonly package: PackedTexts;
  readonly line: Int32Array;
  /** Into `origins`. */
  readonly origin: Uint8Array;
}

/** Distinct texts in one string, and which of them each row has. */
interface PackedTexts {
  readonly joined: string;
  /** Where each text ends in `joined`. */
  readonly end: Int32Array;
  readonly row: Int32Array;
}

const origins: readonly FrameName['origin'][] = ['user', 'std', 'runtime', 'vendor', 'label'];

export function packFlame({ tree, callers }: FlameAnswer): PackedFlame {
  const { names } = tree;
  return {
    names: {
      text: packTexts(names.map(({ text }) => text)),
      file: packTexts(names.map(({ file }) => file)),
      package: packTexts(names.map((name) => name.package)),
      line: Int32Array.from(names, ({ line }) => line),
      origin: Uint8Array.from(names, ({ origin }) => origins.indexOf(origin)),
    },
    tree: withoutNames(tree),
    callers: callers === null ? null : withoutNames(callers),
  };
}

export function unpackFlame({ names, tree, callers }: PackedFlame): FlameAnswer {
  const texts = unpackTexts(names.text);
  const files = unpackTexts(names.file);
  const packages = unpackTexts(names.package);
  const unpacked: FrameName[] = new Array(texts.length);
  for (let i = 0; i < texts.length; i++) {
    unpacked[i] = {
      text: texts[i],
      file: files[i],
      line: names.line[i],
      package: packages[i],
      origin: origins[names.origin[i]],
    };
  }
  return {
    tree: { ...tree, names: unpacked },
    callers: callers === null ? null : { ...callers, names: unpacked },
  };
}

function withoutNames({ names: _, ...rest }: FlameTree): Omit<FlameTree, 'names'> {
  return rest;
}

function packTexts(texts: readonly string[]): PackedTexts {
  const indexOf = new Map<string, number>();
  const ends: number[] = [];
  let length = 0;
  const row = Int32Array.from(texts, (text) => {
    const known = indexOf.get(text);
    if (known !== undefined) return known;
    length += text.length;
    indexOf.set(text, ends.length);
    return ends.push(length) - 1;
  });
  return { joined: [...indexOf.keys()].join(''), end: Int32Array.from(ends), row };
}

function unpackTexts({ joined, end, row }: PackedTexts): string[] {
  const distinct: string[] = new Array(end.length);
  for (let i = 0; i < end.length; i++) distinct[i] = joined.slice(i === 0 ? 0 : end[i - 1], end[i]);
  const texts: string[] = new Array(row.length);
  for (let i = 0; i < row.length; i++) texts[i] = distinct[row[i]];
  return texts;
}
