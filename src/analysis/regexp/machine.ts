import type { Instruction } from './program.ts';
import { type Assertion, hasChar } from './syntax.ts';

/** Steps between two looks at the clock. */
const stepsPerLook = 1 << 16;
const newline = 0x0a;
const none = -1;

/**
 * Runs all threads of a program side by side, one character after the other (Pike): time in proportion to the text
 * and the program. Only whether there is a match is asked, so the first thread that arrives ends it.
 */
export class Machine {
  private readonly program: readonly Instruction[];
  private readonly budgetMs: number;
  private readonly onOver: () => never;
  private spentMs = 0;
  private steps = 0;
  private lookedAt = 0;
  /** Threads that wait for a character, and where those go on that got theirs. */
  private readonly now: number[] = [];
  private readonly pending: number[] = [];
  /** The mark of the position at which each instruction was entered last. */
  private readonly entered: Float64Array;
  private mark = 0;
  private readonly waiting: number[] = [];

  constructor(program: readonly Instruction[], budgetMs: number, onOver: () => never) {
    this.program = program;
    this.budgetMs = budgetMs;
    this.onOver = onOver;
    this.entered = new Float64Array(program.length);
  }

  test(text: string): boolean {
    this.lookedAt = performance.now();
    const isMatch = this.run(text);
    this.spend();
    return isMatch;
  }

  private run(text: string): boolean {
    const { now, pending } = this;
    pending.length = 0;
    let before = none;
    for (let at = 0; ; ) {
      const point = at < text.length ? (text.codePointAt(at) ?? none) : none;
      this.mark++;
      now.length = 0;
      for (let i = 0; i < pending.length; i++) if (this.enter(pending[i], before, point)) return true;
      if (this.enter(0, before, point)) return true;
      if (point === none) return false;
      this.read(point);
      before = point;
      at += point > 0xffff ? 2 : 1;
    }
  }

  /** Moves every thread that the character suits. */
  private read(point: number): void {
    const { now, pending, program } = this;
    pending.length = 0;
    for (let i = 0; i < now.length; i++) {
      const instruction = program[now[i]];
      if (instruction.op !== 'class') continue;
      const suits = point < 128 ? instruction.ascii[point] === 1 : hasChar(instruction.class, point);
      if (suits) pending.push(instruction.next);
    }
    this.steps += now.length + 1;
    if (this.steps >= stepsPerLook) {
      this.steps = 0;
      this.spend();
    }
  }

  /** Follows what reads no character; true if that leads to a match. */
  private enter(start: number, before: number, after: number): boolean {
    const { program, waiting, entered, mark } = this;
    waiting.length = 0;
    waiting.push(start);
    while (waiting.length > 0) {
      const at = waiting.pop() ?? 0;
      if (entered[at] === mark) continue;
      entered[at] = mark;
      this.steps++;
      const instruction = program[at];
      if (instruction.op === 'match') return true;
      if (instruction.op === 'class') this.now.push(at);
      else if (instruction.op === 'split') waiting.push(instruction.other, instruction.next);
      else if (holds(instruction.assert, before, after)) waiting.push(instruction.next);
    }
    return false;
  }

  private spend(): void {
    const time = performance.now();
    this.spentMs += time - this.lookedAt;
    this.lookedAt = time;
    if (this.spentMs > this.budgetMs) this.onOver();
  }
}

/** `before` and `after` are the characters on both sides, `none` at the ends. */
function holds(assert: Assertion, before: number, after: number): boolean {
  switch (assert) {
    case 'beginText':
      return before === none;
    case 'endText':
      return after === none;
    case 'beginLine':
      return before === none || before === newline;
    case 'endLine':
      return after === none || after === newline;
    case 'wordBoundary':
      return isWord(before) !== isWord(after);
    case 'noWordBoundary':
      return isWord(before) === isWord(after);
  }
}

function isWord(point: number): boolean {
  return (
    (point >= 0x30 && point <= 0x39) ||
    (point >= 0x41 && point <= 0x5a) ||
    point === 0x5f ||
    (point >= 0x61 && point <= 0x7a)
  );
}
