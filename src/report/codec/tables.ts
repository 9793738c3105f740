import type { StackLine } from '../../analysis/leaks/finding.ts';
import { NONE } from '../../base/columns.ts';

/** Order of the origins in the wire format. */
export const origins = ['user', 'std', 'runtime', 'vendor'] as const;

/** A name as the wire has it: 'net/http' and '.(*conn).serve'. Part of version 1. */
export function splitName(name: string): { readonly pack: string; readonly rest: string } {
  const end = name.search(/[([]/);
  const head = end < 0 ? name : name.slice(0, end);
  const dot = head.indexOf('.', head.lastIndexOf('/') + 1);
  const cut = dot < 0 ? 0 : dot;
  return { pack: name.slice(0, cut), rest: name.slice(cut) };
}

/** The folder a package's files lie in, as short paths write it. Part of version 1. */
export function folderOf(pack: string): string {
  return pack.replaceAll('%2e', '.');
}

/** Strings, functions, frames and stacks of a report, each distinct one once: what the columns of the link hold. */
export class ReportTables {
  readonly strings: string[] = [''];
  readonly functionPackage: number[] = [];
  readonly functionRest: number[] = [];
  readonly functionFile: number[] = [];
  readonly functionBase: number[] = [];
  readonly functionOrigin: number[] = [];
  readonly frameFunction: number[] = [];
  readonly frameLine: number[] = [];
  readonly stackCaller: number[] = [];
  readonly stackFrame: number[] = [];
  private readonly stringIndex = new Map<string, number>([['', 0]]);
  private readonly functionIndex = new Map<string, number>();
  private readonly frameIndex = new Map<string, number>();
  private readonly stackIndex = new Map<string, number>();

  string(text: string): number {
    return intern(this.stringIndex, text, () => this.strings.push(text) - 1);
  }

  /** String index plus 1; 0 for null. */
  optional(text: string | null): number {
    return text === null ? 0 : this.string(text) + 1;
  }

  frame(line: StackLine): number {
    const func = this.func(line);
    const coded = line.line * 2 + (line.isInlined ? 1 : 0);
    return intern(this.frameIndex, `${func} ${coded}`, () => {
      this.frameFunction.push(func);
      return this.frameLine.push(coded) - 1;
    });
  }

  /** Stack row of the leaf, plus 1; 0 for an empty stack. `lines` are leaf first. */
  stack(lines: readonly StackLine[]): number {
    let row = NONE;
    for (let i = lines.length - 1; i >= 0; i--) row = this.stackRow(row, this.frame(lines[i]));
    return row + 1;
  }

  private stackRow(caller: number, frame: number): number {
    return intern(this.stackIndex, `${caller} ${frame}`, () => {
      const row = this.stackFrame.push(frame) - 1;
      this.stackCaller.push(caller === NONE ? 0 : row - caller);
      return row;
    });
  }

  private func({ function: name, file, origin }: StackLine): number {
    return intern(this.functionIndex, `${origin}\0${file}\0${name}`, () => {
      const { pack, rest } = splitName(name);
      const folder = `${folderOf(pack)}/`;
      const isShort = pack !== '' && file.startsWith(folder);
      const isBase = !isShort && !file.includes('/');
      this.functionPackage.push(this.string(pack));
      this.functionRest.push(this.string(rest));
      this.functionFile.push(isShort ? 0 : isBase ? 1 : this.string(file) + 2);
      this.functionBase.push(
        isShort ? this.string(file.slice(folder.length)) : isBase ? this.string(file) : 0,
      );
      return this.functionOrigin.push(origins.indexOf(origin)) - 1;
    });
  }
}

function intern(index: Map<string, number>, key: string, add: () => number): number {
  const known = index.get(key);
  if (known !== undefined) return known;
  const row = add();
  index.set(key, row);
  return row;
}
