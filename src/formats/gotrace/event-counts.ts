/** Kinds of events in the reference's words; the order is that of `Kind`. */
const kindNames = [
  'Sync',
  'Metric',
  'Label',
  'StackSample',
  'RangeBegin',
  'RangeActive',
  'RangeEnd',
  'TaskBegin',
  'TaskEnd',
  'RegionBegin',
  'RegionEnd',
  'Log',
  'StateTransition',
  'Experimental',
];
export const Kind = {
  sync: 0,
  metric: 1,
  label: 2,
  sample: 3,
  rangeBegin: 4,
  rangeActive: 5,
  rangeEnd: 6,
  taskBegin: 7,
  taskEnd: 8,
  regionBegin: 9,
  regionEnd: 10,
  log: 11,
  transition: 12,
  experimental: 13,
} as const;

/** "From" states beside `GoState` and `ProcState`: `none` is NotExist. */
export const UNDETERMINED = 7;
const goNames = ['NotExist', 'Runnable', 'Running', 'Syscall', 'Waiting', '?', '?', 'Undetermined'];
const procNames = ['NotExist', 'Running', 'Idle', 'Running', 'Idle', '?', '?', 'Undetermined'];

/** Events and transitions, counted as the reference's summaries count them. */
export class EventCounts {
  readonly kinds = new Uint32Array(kindNames.length);
  readonly goTransitions = new Uint32Array(64);
  private readonly procTransitions = new Uint32Array(64);

  go(from: number, to: number): void {
    this.goTransitions[from * 8 + to]++;
  }

  proc(from: number, to: number): void {
    this.procTransitions[from * 8 + to]++;
  }

  get events(): number {
    return this.kinds.reduce((sum, count) => sum + count, 0);
  }

  kindCounts(): Record<string, number> {
    const kinds: Record<string, number> = {};
    kindNames.forEach((name, kind) => {
      if (this.kinds[kind] > 0) kinds[name] = this.kinds[kind];
    });
    return kinds;
  }

  /** As "G:Running>Waiting". */
  transitionCounts(): Record<string, number> {
    const counts: Record<string, number> = {};
    addTransitions(counts, 'G', this.goTransitions, goNames);
    addTransitions(counts, 'P', this.procTransitions, procNames);
    return counts;
  }
}

function addTransitions(
  to: Record<string, number>,
  kind: string,
  counts: Uint32Array,
  names: readonly string[],
): void {
  for (let i = 0; i < counts.length; i++) {
    if (counts[i] === 0) continue;
    const name = `${kind}:${names[i >> 3]}>${names[i & 7]}`;
    to[name] = (to[name] ?? 0) + counts[i];
  }
}
