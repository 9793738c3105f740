import { Int32Builder, NONE } from '../../base/columns.ts';
import { StackBuilder } from '../../model/symbols-builder.ts';
import { labelsOf } from './labels-of.ts';
import type { Subject } from './subject.ts';
import { printValue } from './units.ts';

/** Label keys of tagroot or tagleaf, outermost first. */
export function labelKeys(text: string | undefined): readonly string[] {
  return (text ?? '').split(',').filter((key) => key !== '');
}

/**
 * The subject with a frame per label key around each stack, as pprof's tagroot and tagleaf: its function is named by
 * the label's values and its file by the key. New frames follow the old ones in the table.
 */
export function withLabelFrames(
  subject: Subject,
  roots: readonly string[],
  leaves: readonly string[],
): Subject {
  if (roots.length + leaves.length === 0) return subject;
  const { symbols, labelSets } = subject;
  const frames = new LabelFrames(subject);
  const stacks = new StackBuilder();
  const rootOf = new Int32Array(labelSets.length);
  const leavesOf: (readonly number[])[] = [];
  for (let set = 0; set < labelSets.length; set++) {
    rootOf[set] = frames.rows(set, roots).reduce((row, frame) => stacks.intern(row, frame), NONE);
    leavesOf.push(frames.rows(set, leaves));
  }
  const known = new Map<number, number>();
  const under = (root: number, stack: number): number => {
    const path: number[] = [];
    let row = root;
    for (let at = stack; at !== NONE; at = symbols.stacks.parent[at]) {
      const found = known.get((root + 1) * symbols.stacks.length + at);
      if (found !== undefined) {
        row = found;
        break;
      }
      path.push(at);
    }
    for (let i = path.length - 1; i >= 0; i--) {
      row = stacks.intern(row, symbols.stacks.frame[path[i]]);
      known.set((root + 1) * symbols.stacks.length + path[i], row);
    }
    return row;
  };
  const stack = new Int32Array(subject.length);
  for (let i = 0; i < stack.length; i++) {
    const set = subject.labelSet[i];
    let row = under(rootOf[set], subject.stack[i]);
    for (const frame of leavesOf[set]) row = stacks.intern(row, frame);
    stack[i] = row;
  }
  return { ...subject, stack, symbols: { ...frames.symbols(), stacks: stacks.finish() } };
}

class LabelFrames {
  private readonly subject: Subject;
  private readonly strings: string[];
  private readonly name = new Int32Builder();
  private readonly file = new Int32Builder();
  private readonly frameOf = new Map<string, number>();

  constructor(subject: Subject) {
    this.subject = subject;
    this.strings = [...subject.symbols.strings];
  }

  /** A frame per key, in the order given. */
  rows(set: number, keys: readonly string[]): readonly number[] {
    const labels = keys.length === 0 ? [] : labelsOf(this.subject, set);
    return keys.map((key) => {
      const own = labels.filter((label) => label.key === key);
      const texts = own.flatMap(({ text }) => (text === null ? [] : [text]));
      const hasUnits = own.some(({ text, unit }) => text === null && unit !== '');
      for (const { text, num, unit } of own)
        if (text === null) texts.push(hasUnits ? printValue(num, unit, 'minimum') : String(num));
      return this.frame(texts.join(','), key);
    });
  }

  symbols(): Omit<Subject['symbols'], 'stacks'> {
    const { symbols } = this.subject;
    const { functions, frames } = symbols;
    const added = this.name.length;
    const name = joined(functions.name, this.name.finish());
    const func = Int32Array.from({ length: added }, (_, i) => functions.length + i);
    const none = new Int32Array(added).fill(NONE);
    const zero = new Int32Array(added);
    return {
      ...symbols,
      strings: this.strings,
      functions: {
        length: name.length,
        name,
        systemName: joined(functions.systemName, zero),
        file: joined(functions.file, this.file.finish()),
        startLine: joined(functions.startLine, zero),
      },
      frames: {
        length: frames.length + added,
        func: joined(frames.func, func),
        line: joined(frames.line, zero),
        column: joined(frames.column, zero),
        isInlined: Uint8Array.from({ length: frames.length + added }, (_, i) => frames.isInlined[i] ?? 0),
        location: joined(frames.location, none),
      },
    };
  }

  private frame(name: string, key: string): number {
    const known = this.frameOf.get(`${key}\n${name}`);
    if (known !== undefined) return known;
    const row = this.subject.symbols.frames.length + this.name.push(this.strings.push(name) - 1);
    this.file.push(this.strings.push(key) - 1);
    this.frameOf.set(`${key}\n${name}`, row);
    return row;
  }
}

function joined(a: Int32Array, b: Int32Array): Int32Array {
  const out = new Int32Array(a.length + b.length);
  out.set(a);
  out.set(b, a.length);
  return out;
}
