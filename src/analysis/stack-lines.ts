import { NONE } from '../base/columns.ts';
import type { Symbols } from '../model/symbols.ts';
import type { Creator, StackLine } from './leaks/finding.ts';
import { mainModule, originOf } from './names.ts';
import type { Snapshot } from './snapshot.ts';

const kept = new WeakMap<Symbols, StackLines>();

/** Turns stacks of one document into lines; frames are turned once. */
export class StackLines {
  private readonly symbols: Symbols;
  private readonly lines: (StackLine | undefined)[] = [];
  private readonly stacks = new Map<number, readonly StackLine[]>();
  private readonly module: string | null;

  private constructor(symbols: Symbols) {
    this.symbols = symbols;
    this.module = moduleOf(symbols);
  }

  /** The lines of a snapshot or trace, kept as long as its symbols are. */
  static of({ symbols }: { readonly symbols: Symbols }): StackLines {
    const known = kept.get(symbols);
    if (known !== undefined) return known;
    const made = new StackLines(symbols);
    kept.set(symbols, made);
    return made;
  }

  /** Leaf first, without runtime.goexit. */
  of(stack: number): readonly StackLine[] {
    const known = this.stacks.get(stack);
    if (known !== undefined) return known;
    const made = this.make(stack);
    this.stacks.set(stack, made);
    return made;
  }

  private make(stack: number): StackLine[] {
    const { stacks } = this.symbols;
    let length = 0;
    for (let at = stack; at !== NONE; at = stacks.parent[at])
      if (this.ofFrame(stacks.frame[at]).function !== 'runtime.goexit') length++;
    // At its exact length: an array that grows keeps room for more, and a dump has 65,000 stacks.
    const result = new Array<StackLine>(length);
    let row = 0;
    for (let at = stack; at !== NONE; at = stacks.parent[at]) {
      const line = this.ofFrame(stacks.frame[at]);
      if (line.function !== 'runtime.goexit') result[row++] = line;
    }
    return result;
  }

  ofFrame(frame: number): StackLine {
    const known = this.lines[frame];
    if (known !== undefined) return known;
    const { frames, functions, strings, locations } = this.symbols;
    const func = frames.func[frame];
    const location = frames.location[frame];
    const address = location === NONE ? '' : `0x${locations.address[location].toString(16)}`;
    const name = func === NONE ? address : strings[functions.name[func]];
    const file = func === NONE ? '' : strings[functions.file[func]];
    const line: StackLine = {
      function: name,
      file,
      line: frames.line[frame],
      isInlined: frames.isInlined[frame] === 1,
      origin: originOf(name, file, this.module),
    };
    this.lines[frame] = line;
    return line;
  }

  creator(snapshot: Snapshot, row: number): Creator | null {
    const table = snapshot.dump?.goroutines;
    if (table === undefined || table.creator[row] === NONE) return null;
    const line = this.ofFrame(table.creator[row]);
    const by = table.creatorId[row];
    return { function: line.function, file: line.file, line: line.line, goroutine: by === NONE ? null : by };
  }
}

/** Index of your first frame from the leaf; failing that a dependency's; null if there is neither. */
export function userFrameOf(stack: readonly StackLine[]): number | null {
  const user = stack.findIndex((line) => line.origin === 'user');
  if (user >= 0) return user;
  const vendor = stack.findIndex((line) => line.origin === 'vendor');
  return vendor < 0 ? null : vendor;
}

function moduleOf(symbols: Symbols): string | null {
  const { functions, strings } = symbols;
  for (let func = 0; func < functions.length; func++) {
    if (strings[functions.name[func]].startsWith('main.')) return mainModule(strings[functions.file[func]]);
  }
  return null;
}
