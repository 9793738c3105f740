import { NONE } from '../../base/columns.ts';
import { timeAt } from '../../base/split-times.ts';
import { GoState, REASON_MASK, spanReason, spanStack, spanState, type Trace } from '../../model/trace.ts';
import type { Creator, StackLine } from '../leaks/finding.ts';
import { StackLines } from '../stack-lines.ts';

/** Name of a row of `symbols.functions`; '' for NONE. */
export function functionName({ symbols }: Trace, func: number): string {
  return func === NONE ? '' : symbols.strings[symbols.functions.name[func]];
}

/** Start function of a goroutine row; '' if the trace does not name it. */
export function startName(trace: Trace, goroutine: number): string {
  return functionName(trace, goroutine === NONE ? NONE : trace.goroutines.start[goroutine]);
}

/** What a goroutine without a known start function is called. */
export const UNNAMED = '(start unknown)';

/** Start function of a goroutine row as it is shown. */
export function entryName(trace: Trace, goroutine: number): string {
  return startName(trace, goroutine) || UNNAMED;
}

/** The word of a wait whose reason the trace does not give. */
export const UNKNOWN_WAIT = '(unknown)';

export function reasonOf(trace: Trace, span: number): string {
  return trace.reasons[spanReason(trace.spans, span) & REASON_MASK] ?? '';
}

/** The frames of a stack, leaf first; [] for NONE. */
export function stackLines(trace: Trace, stack: number): readonly StackLine[] {
  return StackLines.of(trace).of(stack);
}

/** The nearest frame to the leaf that is the user's own, else the leaf; '' without a stack. */
export function userFunction(lines: readonly StackLine[]): string {
  return (lines.find(({ origin }) => origin === 'user') ?? lines[0])?.function ?? '';
}

export function creatorOf(trace: Trace, goroutine: number): Creator | null {
  const { creator, creationStack, id } = trace.goroutines;
  const leaf = stackLines(trace, creationStack[goroutine])[0];
  const by = creator[goroutine];
  if (leaf === undefined) return null;
  return {
    function: leaf.function,
    file: leaf.file,
    line: leaf.line,
    goroutine: by === NONE ? null : timeAt(id, by),
  };
}

const stateWords = ['ended', 'runnable', 'running', 'syscall', 'waiting'] as const;

/** 'running', 'runnable', 'syscall', 'waiting' or 'ended', for a `GoState`. */
export function stateWord(state: number): string {
  return stateWords[state] ?? 'unknown';
}

/** State of a span in one word: for a wait its reason. */
export function spanWord(trace: Trace, span: number): string {
  const state = spanState(trace.spans, span);
  return state === GoState.waiting ? waitName(trace, span) : stateWord(state);
}

/**
 * The reason of a wait, with mutexes, RWMutexes, WaitGroups and Onces told apart, and nil channels and `select {}`, by
 * the stack, in the runtime's words. '' becomes '(unknown)'.
 */
export function waitName(trace: Trace, span: number): string {
  const reason = reasonOf(trace, span);
  if (reason !== 'sync' && reason !== 'forever') return reason === '' ? UNKNOWN_WAIT : reason;
  const stack = spanStack(trace.spans, span);
  if (stack < 0) return reason;
  let names = namesByStack.get(trace);
  if (names === undefined) {
    names = new Map();
    namesByStack.set(trace, names);
  }
  let name = names.get(stack);
  if (name === undefined) {
    name = reason === 'sync' ? lockName(trace, stack) : foreverName(trace, stack);
    names.set(stack, name);
  }
  return name;
}

const namesByStack = new WeakMap<Trace, Map<number, string>>();

const locks: readonly (readonly [prefix: RegExp, name: string])[] = [
  [/^sync\.\(\*RWMutex\)\.RLock/, 'sync.RWMutex.RLock'],
  [/^sync\.\(\*RWMutex\)\.Lock/, 'sync.RWMutex.Lock'],
  [/^sync\.\(\*WaitGroup\)/, 'sync.WaitGroup.Wait'],
  [/^sync\.\(\*Once\)/, 'sync.Once.Do'],
];

/**
 * What a wait for 'sync' at a stack is for; 'sync' if that cannot be told. A Once and an RWMutex hold a Mutex inside: the
 * outermost frame of package sync is what the program called.
 */
export function lockName(trace: Trace, stack: number): string {
  let name = 'sync';
  for (const { function: func } of stackLines(trace, stack)) {
    if (/^(internal\/)?sync\.\(\*Mutex\)\.(Lock|lockSlow)/.test(func)) name = 'sync.Mutex.Lock';
    for (const [prefix, word] of locks) if (prefix.test(func)) return word;
    if (!/^(runtime|sync|internal\/)/.test(func)) break;
  }
  return name;
}

function foreverName(trace: Trace, stack: number): string {
  for (const { function: func } of stackLines(trace, stack)) {
    if (/^runtime\.(reflect_)?chanrecv/.test(func)) return 'chan receive (nil chan)';
    if (/^runtime\.(reflect_)?chansend/.test(func)) return 'chan send (nil chan)';
    if (func === 'runtime.block') return 'select (no cases)';
    if (!func.startsWith('runtime.')) break;
  }
  return 'forever';
}
