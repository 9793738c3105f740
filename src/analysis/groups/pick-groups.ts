import { compareText } from '../../base/strings.ts';
import type { GoroutineGroup, GoroutineGroups, GroupPick, GroupSort } from '../goroutine-groups.ts';

/** Rows of a table: which groups, in which order, and how many of them. Groups themselves are never copied. */
export function pickGroups(all: GoroutineGroups, pick: GroupPick): GoroutineGroups {
  const matching = sortGroups(
    filterGroups(all.groups, pick.filter, pick.showsSystem),
    pick.sort,
    pick.isReversed,
  );
  let goroutines = 0;
  for (const group of matching) goroutines += group.count;
  const kept = matching.slice(pick.limit).find(({ key }) => key === pick.keep);
  const groups = matching.slice(0, pick.limit);
  return {
    ...all,
    groups: kept === undefined ? groups : [...groups, kept],
    matched: { groups: matching.length, goroutines },
  };
}

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
const orders: { readonly [S in GroupSort]: (a: GoroutineGroup, b: GoroutineGroup) => number } = {
  count: (a, b) => b.count - a.count,
  delta: (a, b) => deltaOf(b) - deltaOf(a),
  wait: (a, b) => (b.waitMinutes?.max ?? -1) - (a.waitMinutes?.max ?? -1),
  function: (a, b) => compareText(functionOf(a), functionOf(b)),
  creator: (a, b) => compareText(a.createdBy?.function ?? '\uffff', b.createdBy?.function ?? '\uffff'),
  state: (a, b) => compareText(a.wait ?? a.state, b.wait ?? b.state),
};

export function sortGroups(
  groups: readonly GoroutineGroup[],
  sort: GroupSort,
  isReversed: boolean,
): readonly GoroutineGroup[] {
  const order = orders[sort];
  const sign = isReversed ? -1 : 1;
  return [...groups].sort((a, b) => sign * order(a, b) || b.count - a.count || compareText(a.key, b.key));
}
