import { type LaneKind, laneKinds } from '../../analysis/timeline/lanes.ts';
import { type LaneSort, laneSorts } from '../../analysis/timeline/question.ts';
import { choice, type Fields, list, optional, text } from '../fields.ts';

export const timelineTabs = ['lanes', 'goroutines', 'latency', 'gc', 'tasks'] as const;
export type TimelineTab = (typeof timelineTabs)[number];

export interface TimelineView {
  readonly tab: TimelineTab;
  readonly lanes: LaneKind;
  readonly sort: LaneSort;
  /** Window as 'start-end' in ns; null shows all. */
  readonly window: string | null;
  /** 'goroutine:12@3400' or 'proc:0@3400': a lane by the runtime's id, and a time in ns. */
  readonly selected: string | null;
  /** Range as 'start-end' in ns. */
  readonly range: string | null;
  readonly search: string;
  /** Keys of the sections that are folded or unfolded against the default. */
  readonly toggled: readonly string[];
  /** Ids of the lanes kept on top. */
  readonly pinned: readonly string[];
}

export const timelineDefaults: TimelineView = {
  tab: 'lanes',
  lanes: 'goroutine',
  sort: 'parked',
  window: null,
  selected: null,
  range: null,
  search: '',
  toggled: [],
  pinned: [],
};

export const timelineFields: Fields<TimelineView> = {
  tab: choice('tab', timelineTabs),
  lanes: choice('lanes', laneKinds),
  sort: choice('sort', laneSorts),
  window: optional('w'),
  selected: optional('sel'),
  range: optional('range'),
  search: text('q'),
  toggled: list('fold'),
  pinned: list('pin'),
};
