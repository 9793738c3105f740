import type { GoroutineGroup } from '../../analysis/goroutine-groups.ts';
import { compareText } from '../../base/strings.ts';
import type { GoroutineSort } from '../../state/views/goroutines.ts';

/** Rows of the table: which groups, in which order. Groups themselves are never copied. */

const haystacks = new WeakMap<GoroutineGroup, string>();

/** All that a group can be found by, in lower case; made once per group, when first searched. */
function haystack(group: GoroutineGroup): string {
  const known = haystacks.get(group);
  if (known !== undefined) return known;
  const labels = Object.entries(group.labels).map(([key, value]) => `${key}=${value}`);
  const addresses = group.addresses.map(({ address }) => address);
  const stack = group.stack.map((line) => line.function);
  const made = [
    group.title,
    group.state,
    group.wait ?? '',
    group.createdBy?.function ?? '',
    ...labels,
    ...addresses,
    ...stack,
  ]
    .join('\n')
    .toLowerCase();
  haystacks.set(group, made);
  return made;
}

/** Every word must occur somewhere in the group; `#12` is a goroutine id. */
export function filterGroups(
  groups: readonly GoroutineGroup[],
  filter: string,
  showsSystem: boolean,
): readonly GoroutineGroup[] {
  const words = filter
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');
  return groups.filter((group) => {
    if (group.system && !showsSystem) return false;
    return words.every((word) =>
      /^#\d+$/.test(word)
        ? group.ids?.includes(Number(word.slice(1))) === true
        : haystack(group).includes(word),
    );
  });
}

export function deltaOf({ counts }: GoroutineGroup): number {
  return (counts[counts.length - 1] ?? 0) - (counts[0] ?? 0);
}

export function functionOf(group: GoroutineGroup): string {
  const outside = group.stack.findIndex(({ origin }) => origin !== 'runtime');
  return group.stack[group.userFrame ?? Math.max(0, outside)]?.function ?? group.title;
}

/** Largest first for numbers, A to Z for names; equal ones by count, then by key. */
const orders: { readonly [S in GoroutineSort]: (a: GoroutineGroup, b: GoroutineGroup) => number } = {
  count: (a, b) => b.count - a.count,
  delta: (a, b) => deltaOf(b) - deltaOf(a),
  wait: (a, b) => (b.waitMinutes?.max ?? -1) - (a.waitMinutes?.max ?? -1),
  function: (a, b) => compareText(functionOf(a), functionOf(b)),
  creator: (a, b) => compareText(a.createdBy?.function ?? '\uffff', b.createdBy?.function ?? '\uffff'),
  state: (a, b) => compareText(a.wait ?? a.state, b.wait ?? b.state),
};

export function sortGroups(
  groups: readonly GoroutineGroup[],
  sort: GoroutineSort,
  isReversed: boolean,
): readonly GoroutineGroup[] {
  const order = orders[sort];
  const sign = isReversed ? -1 : 1;
  return [...groups].sort((a, b) => sign * order(a, b) || b.count - a.count || compareText(a.key, b.key));
}
