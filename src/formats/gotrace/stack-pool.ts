import { Int32Builder, NONE } from '../../base/columns.ts';
import { PairIndex } from '../../model/row-index.ts';
import { SymbolsBuilder } from '../../model/symbols-builder.ts';
import { inferredReason } from './reasons.ts';

/** Strings, functions and stacks of all generations, by content: what the file numbers anew in each of them. */
export class StackPool {
  readonly symbols = new SymbolsBuilder();
  private readonly parent = new Int32Builder();
  private readonly func = new Int32Builder();
  private readonly root = new Int32Builder();
  private readonly nameOfFunction = new Int32Builder();
  private readonly fileOfFunction = new Int32Builder();
  private readonly functions = new PairIndex(this.nameOfFunction, this.fileOfFunction);
  private readonly functionOfFrame = new Int32Builder();
  private readonly lineOfFrame = new Int32Builder();
  private readonly frames = new PairIndex(this.functionOfFrame, this.lineOfFrame);
  private readonly reasons = new Map<number, string>();

  /** The stack of `frames` (function name, file, line; string indices), innermost first; NONE for no frames. */
  intern(frames: ArrayLike<number>, count: number): number {
    let stack = NONE;
    for (let i = count - 1; i >= 0; i--) {
      const func = this.internFunction(frames[i * 3], frames[i * 3 + 1]);
      const frame = this.internFrame(func, frames[i * 3 + 2]);
      const parent = stack;
      stack = this.symbols.stacks.intern(parent, frame);
      if (stack === this.parent.length) {
        this.parent.push(parent);
        this.func.push(func);
        this.root.push(parent === NONE ? func : this.root.values[parent]);
      }
    }
    return stack;
  }

  private internFunction(name: number, file: number): number {
    const found = this.functions.find(name, file);
    if (found >= 0) return found;
    const func = this.nameOfFunction.push(name);
    this.fileOfFunction.push(file);
    this.symbols.internFunction(name, name, file, 0);
    this.functions.fill(found, func);
    return func;
  }

  private internFrame(func: number, line: number): number {
    const found = this.frames.find(func, line);
    if (found >= 0) return found;
    const frame = this.functionOfFrame.push(func);
    this.lineOfFrame.push(line);
    this.symbols.internFrame(func, line);
    this.frames.fill(found, frame);
    return frame;
  }

  /** Function at the bottom of a stack; NONE if it has no name (a preempted goroutine may leave a frame of nothing). */
  rootFunction(stack: number): number {
    const func = stack === NONE ? NONE : this.root.values[stack];
    return func === NONE || this.nameOfFunction.values[func] === 0 ? NONE : func;
  }

  functionName(func: number): string {
    return this.symbols.strings.strings[this.nameOfFunction.values[func]];
  }

  /** Why a goroutine with this stack waits; '' if the stack does not tell. */
  waitReason(stack: number): string {
    if (stack === NONE) return '';
    const known = this.reasons.get(stack);
    if (known !== undefined) return known;
    const reason = inferredReason(this.names(stack));
    this.reasons.set(stack, reason);
    return reason;
  }

  private *names(stack: number): Generator<string> {
    for (let s = stack; s !== NONE; s = this.parent.values[s]) yield this.functionName(this.func.values[s]);
  }
}
