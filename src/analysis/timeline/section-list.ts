import { count } from '../../base/figures.ts';
import { timeAt } from '../../base/split-times.ts';
import { compareText } from '../../base/strings.ts';
import { createdAt, GoState, type Trace, TraceGoroutineFlag } from '../../model/trace.ts';
import { laneFilter } from './lane-filter.ts';
import { lanesOf } from './lanes.ts';
import { entryName } from './names.ts';
import { plainList } from './plain-list.ts';
import type { LaneList, LaneSection, LaneSort, LanesQuestion } from './question.ts';
import { stateTotals } from './state-totals.ts';

/**
 * The lanes of a trace in sections, filtered and sorted. What a section says is of all its goroutines, listed or not. Sections stand in the order of their first lanes; by parked
 * since those that grow come first, then those with most that never ran again. The runtime's own are last.
 */
export function laneList(trace: Trace, question: Omit<LanesQuestion, 'doc'>): LaneList {
  const { by, sort, filter, within = null } = question;
  if (by !== 'goroutine') return plainList(trace, by, filter);
  const matches = laneFilter(trace, filter);
  const groups = new Map<string, Group>();
  for (let g = 0; g < trace.goroutines.length; g++) {
    const group = groupIn(groups, entryName(trace, g));
    group.all.push(g);
    if (matches(g) && (within === null || isAlive(trace, g, within.startNs, within.endNs)))
      group.members.push(g);
  }
  const order = laneOrder(trace, sort);
  const sections = [...groups]
    .filter(([, { members }]) => members.length > 0)
    .map(([key, { all, members }]) => {
      members.sort(order);
      return { section: { ...sectionOf(trace, key, all), lanes: members.length }, members };
    });
  if (sort === 'parked') sections.sort((a, b) => compareSections(a.section, b.section));
  else
    sections.sort(
      (a, b) => Number(a.section.isSystem) - Number(b.section.isSystem) || order(a.members[0], b.members[0]),
    );
  return goroutineList(trace, sections);
}

/** Goroutines that start in one function: all of them, and those that the question asks for. */
interface Group {
  readonly all: number[];
  readonly members: number[];
}

function groupIn(groups: Map<string, Group>, key: string): Group {
  const known = groups.get(key);
  if (known !== undefined) return known;
  const group = { all: [], members: [] };
  groups.set(key, group);
  return group;
}

function isAlive(trace: Trace, g: number, startNs: number, endNs: number): boolean {
  const ended = timeAt(trace.goroutines.ended, g);
  return createdAt(trace, g) <= endNs && !(ended >= 0 && ended < startNs);
}

function compareSections(a: LaneSection, b: LaneSection): number {
  if (a.isSystem !== b.isSystem) return a.isSystem ? 1 : -1;
  if (a.isGrowing !== b.isGrowing) return a.isGrowing ? -1 : 1;
  return b.parked - a.parked || b.alive - a.alive || b.lanes - a.lanes || compareText(a.key, b.key);
}

function sectionOf(trace: Trace, key: string, members: readonly number[]): LaneSection {
  const { ended, flags } = trace.goroutines;
  const lanes = lanesOf(trace);
  let made = 0;
  let gone = 0;
  let parked = 0;
  let system = 0;
  for (const g of members) {
    if (createdAt(trace, g) >= 0) made++;
    if (timeAt(ended, g) >= 0) gone++;
    if (lanes.parked.has(g)) parked++;
    if ((flags[g] & TraceGoroutineFlag.system) !== 0) system++;
  }
  const alive = members.length - gone;
  const isSystem = system * 2 > members.length;
  const isGrowing = !isSystem && isGrowth(made, gone, parked);
  const note = isGrowing
    ? `+${count(made)} in this trace, ${count(gone)} ended ▲${parked > 0 ? ` never ran again: ${count(parked)}` : ''}`
    : `${count(alive)} alive${parked > 0 ? ` · never ran again: ${count(parked)}` : made + gone > 0 ? ` · ${count(made)} created, ${count(gone)} ended` : ''}`;
  return {
    key,
    title: key,
    note,
    lanes: members.length,
    alive,
    created: made,
    ended: gone,
    parked,
    isGrowing,
    isSystem,
  };
}

/** Only ever gains: several were made, next to none ended, and those that are left stand still. */
export function isGrowth(created: number, ended: number, parked: number): boolean {
  return created >= 5 && ended <= created * 0.02 && parked >= created * 0.5;
}

type Compare = (a: number, b: number) => number;

function laneOrder(trace: Trace, sort: LaneSort): Compare {
  const { id } = trace.goroutines;
  const byStart: Compare = (a, b) =>
    createdAt(trace, a) - createdAt(trace, b) || timeAt(id, a) - timeAt(id, b);
  if (sort === 'id') return (a, b) => timeAt(id, a) - timeAt(id, b);
  if (sort === 'start') return byStart;
  if (sort === 'parked') {
    const { parked } = lanesOf(trace);
    const key = (g: number): number => (parked.has(g) ? parked.since(g) : Infinity);
    return (a, b) => (key(a) === key(b) ? byStart(a, b) : key(a) - key(b));
  }
  const state = {
    running: GoState.running,
    runnable: GoState.runnable,
    waiting: GoState.waiting,
    syscall: GoState.syscall,
  }[sort];
  const totals = stateTotals(trace, state);
  return (a, b) => totals[b] - totals[a] || byStart(a, b);
}

function goroutineList(
  trace: Trace,
  sections: readonly { readonly section: LaneSection; readonly members: readonly number[] }[],
): LaneList {
  const row = Int32Array.from(sections.flatMap(({ members }) => members));
  const { parked } = lanesOf(trace);
  return {
    by: 'goroutine',
    durationNs: trace.durationNs,
    sections: sections.map(({ section }) => section),
    row,
    id: Float64Array.from(row, (one) => timeAt(trace.goroutines.id, one)),
    goroutine: null,
    parkedSince: Float64Array.from(row, (one) => parked.since(one)),
    goroutines: trace.goroutines.length,
  };
}
