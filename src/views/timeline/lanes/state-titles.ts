/** States as the picture tells them apart, in the order of its legend. */
export const legendStates: readonly (readonly [state: string, title: string])[] = [
  ['running', 'running'],
  ['runnable', 'runnable'],
  ['chan', 'channel'],
  ['lock', 'lock'],
  ['io', 'network'],
  ['syscall', 'syscall'],
  ['sleep', 'sleep, idle'],
  ['gc', 'GC'],
  ['parked', 'parked, never woken'],
];

const titleOf = new Map(legendStates);

/** What the legend calls a state. */
export function stateTitle(state: string): string {
  return titleOf.get(state) ?? state;
}
