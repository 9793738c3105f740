import type { LaneKind } from '../../../analysis/timeline/lanes.ts';
import type { LaneList } from '../../../analysis/timeline/question.ts';
import type { Selected } from '../time-text.ts';

/** The position of the lane that shows a goroutine, proc, thread or task in this list; -1 if none does. */
export function laneOf(list: LaneList, lanes: LaneKind, { by, id }: Pick<Selected, 'by' | 'id'>): number {
  if (lanes !== 'task') return by === lanes ? list.id.indexOf(id) : -1;
  const { goroutine } = list;
  if (goroutine === null) return -1;
  if (by === 'goroutine') return goroutine.indexOf(id);
  return by === 'task' ? list.id.findIndex((one, lane) => one === id && Number.isNaN(goroutine[lane])) : -1;
}

/** What a lane stands for. */
export function subjectOfLane(
  list: LaneList,
  lanes: LaneKind,
  lane: number,
): { readonly by: LaneKind; readonly id: number } {
  const goroutine = list.goroutine?.[lane] ?? Number.NaN;
  return Number.isNaN(goroutine) ? { by: lanes, id: list.id[lane] } : { by: 'goroutine', id: goroutine };
}

/** The section that holds a position. */
export function sectionOf(list: LaneList, lane: number): LaneList['sections'][number] | undefined {
  let end = 0;
  return list.sections.find((section) => {
    end += section.lanes;
    return lane < end;
  });
}
