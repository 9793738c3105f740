import { NONE } from '../../../base/columns.ts';
import { GoState, spanStack, spanState, type Trace } from '../../../model/trace.ts';
import type { StackLine } from '../../leaks/finding.ts';
import { userFrameOf } from '../../stack-lines.ts';
import { classOf, type WaitClass } from '../../waits/wait-class.ts';
import { stackLines, startName, stateWord, UNKNOWN_WAIT, waitName } from '../names.ts';

/** A place where goroutines wait: those of the same key are one. */
export interface Place {
  /** Your function, start function and class of wait. */
  readonly key: string;
  readonly function: string;
  readonly root: string;
  readonly stack: readonly StackLine[];
  /** In the words of goroutine dumps; null if it is unknown or none. */
  readonly wait: string | null;
  readonly waitClass: WaitClass;
}

/** Finds the places of waits. */
export class Places {
  private readonly known = new Map<number, Place>();
  private readonly trace: Trace;

  constructor(trace: Trace) {
    this.trace = trace;
  }

  /** Where a goroutine stood during a span. */
  of(span: number, g: number): Place {
    const { spans, goroutines } = this.trace;
    // Without a stack the start function tells the place.
    const start = spanStack(spans, span) === NONE ? goroutines.start[g] + 2 : 0;
    const id = start * 2 ** 31 + spans.condition[span];
    let place = this.known.get(id);
    if (place === undefined) {
      place = makePlace(this.trace, span, g);
      this.known.set(id, place);
    }
    return place;
  }
}

/** Named as `leaks/sites.ts` names the places of a dump, so that the same leak has the same name in both. */
function makePlace(trace: Trace, span: number, g: number): Place {
  const stack = siteStack(trace, span, g);
  const shown = stack.every(isShown) ? stack : stack.filter(isShown);
  const user = userFrameOf(shown);
  const userName = user === null ? '' : shown[user].function;
  const root = shown.length === 0 ? '' : shown[shown.length - 1].function;
  const wait = waitWord(trace, span);
  const waitClass = classOf(stateWord(spanState(trace.spans, span)), wait ?? '');
  return {
    key: `${userName}|${root}|${waitClass === 'forever' ? (wait ?? '') : waitClass}`,
    function: user === null ? leafOf(shown) : userName,
    root,
    stack,
    wait,
    waitClass,
  };
}

function isShown({ function: name }: StackLine): boolean {
  return name !== 'runtime.main' && name !== '';
}

/** The innermost function that is not the runtime's, if there is one. */
function leafOf(shown: readonly StackLine[]): string {
  return (shown.find(({ origin }) => origin !== 'runtime') ?? shown[0])?.function ?? '';
}

/** The stack of a wait; where the trace has none, the start function stands for it. */
function siteStack(trace: Trace, span: number, g: number): readonly StackLine[] {
  const lines = stackLines(trace, spanStack(trace.spans, span));
  const start = startName(trace, g);
  if (lines.length > 0 || start === '') return lines;
  return [{ function: start, file: '', line: 0, isInlined: false, origin: 'user' }];
}

const words: Readonly<Record<string, string>> = {
  network: 'IO wait',
  'sync.(*Cond).Wait': 'sync.Cond.Wait',
  forever: 'select (no cases)',
  'sync.Once.Do': 'sync.Mutex.Lock',
  sync: 'semacquire',
};

/** The wait in the words of goroutine dumps; null if it is unknown or none. */
function waitWord(trace: Trace, span: number): string | null {
  if (spanState(trace.spans, span) !== GoState.waiting) return null;
  const word = waitName(trace, span);
  return word === UNKNOWN_WAIT ? null : (words[word] ?? word);
}
