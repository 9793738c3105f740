import { compareText } from '../../base/strings.ts';
import type { FrameName } from './question.ts';

/** Place of each name in the order of siblings that weigh the same. */
export function nameRanks(names: readonly FrameName[]): Int32Array {
  const rank = new Int32Array(names.length);
  Array.from({ length: names.length }, (_, i) => i)
    .sort((a, b) => compareText(names[a].text, names[b].text))
    .forEach((one, i) => {
      rank[one] = i;
    });
  return rank;
}

/** Nearly all nodes have few children: a view and a call of the engine's sort for each is most of the time. */
const fewSiblings = 12;

/** Sorts `children[from]` to `children[to - 1]`. */
export function sortSiblings(
  children: Int32Array,
  from: number,
  to: number,
  compare: (a: number, b: number) => number,
): void {
  if (to - from > fewSiblings) {
    children.subarray(from, to).sort(compare);
    return;
  }
  for (let i = from + 1; i < to; i++) {
    const child = children[i];
    let at = i;
    for (; at > from && compare(children[at - 1], child) > 0; at--) children[at] = children[at - 1];
    children[at] = child;
  }
}
