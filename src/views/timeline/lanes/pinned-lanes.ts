import type { LaneList } from '../../../analysis/timeline/question.ts';

/** The list with its pinned lanes once more, in a section of their own on top. */
export function withPinned(list: LaneList, pinned: readonly string[]): LaneList {
  if (pinned.length === 0) return list;
  const wanted = new Set(pinned.map(Number));
  const at: number[] = [];
  for (let lane = 0; lane < list.id.length; lane++) if (wanted.has(list.id[lane])) at.push(lane);
  if (at.length === 0) return list;
  const front = (column: Float64Array): Float64Array =>
    Float64Array.from([...at.map((lane) => column[lane]), ...column]);
  const row = new Int32Array(at.length + list.row.length);
  row.set(at.map((lane) => list.row[lane]));
  row.set(list.row, at.length);
  const section = {
    ...list.sections[0],
    key: '(pinned)',
    title: 'pinned',
    note: '',
    lanes: at.length,
    isGrowing: false,
    isSystem: false,
  };
  return {
    ...list,
    sections: [section, ...list.sections],
    row,
    id: front(list.id),
    goroutine: list.goroutine === null ? null : front(list.goroutine),
    parkedSince: front(list.parkedSince),
  };
}
