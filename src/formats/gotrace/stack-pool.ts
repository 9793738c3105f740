import { Int32Builder, NONE } from '../../base/columns.ts';
import { SymbolsBuilder } from '../../model/symbols-builder.ts';
import { inferredReason } from './reasons.ts';

/** Strings, functions and stacks of all generations, by content: what the file numbers anew in each of them. */
export class StackPool {
  readonly symbols = new SymbolsBuilder();
  private readonly parent = new Int32Builder();
  private readonly func = new Int32Builder();
  private readonly root = new Int32Builder();
  private readonly nameOfFunction = new Int32Builder();
  private readonly reasons = new Map<number, string>();

  /** The stack of `frames` (function name, file, line; string indices), innermost first; NONE for no frames. */
  intern(frames: ArrayLike<number>, count: number): number {
    let stack = NONE;
    for (let i = count - 1; i >= 0; i--) {
      const func = this.symbols.internFunction(frames[i * 3], frames[i * 3], frames[i * 3 + 1], 0);
      if (func === this.nameOfFunction.length) this.nameOfFunction.push(frames[i * 3]);
      const frame = this.symbols.internFrame(func, frames[i * 3 + 2]);
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
