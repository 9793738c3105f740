import { NONE } from '../../base/columns.ts';
import type { Snapshot } from '../snapshot.ts';
import { StackLines, userFrameOf } from '../stack-lines.ts';
import type { StackLine } from './finding.ts';

/** Where a goroutine is, by names only, so that all forms and builds of a program give the same. */
export interface Place {
  /** Your first frame from the leaf, else the first that is not the runtime's. */
  readonly function: string;
  /** The function the goroutine started in; '' if the stack was cut before it. */
  readonly root: string;
}

/** Places of the stacks of one snapshot; each stack is worked out once. `isCut` tells that its root is not known. */
export function placesOf(snapshot: Snapshot): (stack: number, isCut: boolean) => Place {
  const lines = StackLines.of(snapshot);
  const known = new Map<number, Place>();
  return (stack, isCut) => {
    const key = isCut ? ~stack : stack;
    const before = known.get(key);
    if (before !== undefined) return before;
    const place = stack === NONE ? { function: '(no stack)', root: '' } : placeOf(lines.of(stack), isCut);
    known.set(key, place);
    return place;
  };
}

function placeOf(stack: readonly StackLine[], isCut: boolean): Place {
  const shown = stack.filter((line) => line.function !== 'runtime.main' && line.function !== '');
  const user = userFrameOf(shown);
  const leaf = user === null ? (shown.find((line) => line.origin !== 'runtime') ?? shown[0]) : shown[user];
  return { function: leaf?.function ?? '(no stack)', root: isCut ? '' : rootOf(shown) };
}

/** Wrappers that the compiler makes for `go f(x)` are shown by some forms and left out by others. */
const wrapper = /(\.gowrap\d+|·dwrap·\d+|-fm)$/;

function rootOf(stack: readonly StackLine[]): string {
  const last = stack[stack.length - 1]?.function ?? '';
  return stack.length > 1 && wrapper.test(last) ? stack[stack.length - 2].function : last;
}

/** A text for a place, to find it again in another document. */
export function placeKey({ function: name, root }: Place): string {
  return `${name}\n${root}`;
}
