import { latencySubjects } from '../../analysis/timeline/figure-questions.ts';
import { type LaneKind, laneKinds } from '../../analysis/timeline/lanes.ts';
import { type LaneSort, laneSorts } from '../../analysis/timeline/question.ts';
import { choice, type Fields, flag, list, optional, text } from '../fields.ts';

export const timelineTabs = ['lanes', 'goroutines', 'latency', 'gc', 'tasks', 'findings'] as const;
export type TimelineTab = (typeof timelineTabs)[number];

export const laneHeights = ['roomy', 'dense', 'densest'] as const;
export type LaneHeight = (typeof laneHeights)[number];

export const mmuParts = ['stw', 'background', 'assist', 'sweep', 'proc'] as const;

export interface TimelineView {
  readonly tab: TimelineTab;
  readonly lanes: LaneKind;
  readonly sort: LaneSort;
  readonly height: LaneHeight;
  /** Window as 'start-end' in ns; null shows all. */
  readonly window: string | null;
  /** How far the lanes are scrolled: 'id@css', the first lane in sight and how far it is scrolled off; null at the top. */
  readonly top: string | null;
  /** 'goroutine:12@3400', 'proc:0@3400', 'thread:7@3400' or 'task:3@0': a lane by the runtime's id, and a time in ns. */
  readonly selected: string | null;
  /** Range as 'start-end' in ns. */
  readonly range: string | null;
  readonly search: string;
  /** Filter of the tables of functions and logs. */
  readonly find: string;
  /** '-key' folded, '~key' a few lanes, '+key' all lanes of a section, where it is not the default; '*' is any. */
  readonly folds: readonly string[];
  /** Ids of the lanes kept on top. */
  readonly pinned: readonly string[];
  /** Only goroutines that were alive in the window. */
  readonly onlyWindow: boolean;
  /** The table of the lanes instead of their picture. */
  readonly showsTable: boolean;
  /** Start function whose goroutines the goroutine analysis lists; '' lists functions. */
  readonly entry: string;
  readonly latencyOf: (typeof latencySubjects)[number];
  /** Start function, task or region of the histogram; '' for all. */
  readonly latencyName: string;
  /** Chosen bar as 'least-most' in ns. */
  readonly bin: string | null;
  /** What counts as taken by the collector: names of `mmuParts`. */
  readonly mmu: readonly string[];
  /** Window size of the worst windows, ns. */
  readonly mmuWindow: string | null;
  /** Task whose detail is shown: its id. */
  readonly task: string | null;
}

export const timelineDefaults: TimelineView = {
  tab: 'lanes',
  lanes: 'goroutine',
  sort: 'parked',
  height: 'roomy',
  window: null,
  top: null,
  selected: null,
  range: null,
  search: '',
  find: '',
  folds: [],
  pinned: [],
  onlyWindow: false,
  showsTable: false,
  entry: '',
  latencyOf: 'scheduler',
  latencyName: '',
  bin: null,
  mmu: ['stw', 'background', 'assist'],
  mmuWindow: null,
  task: null,
};

export const timelineFields: Fields<TimelineView> = {
  tab: choice('tab', timelineTabs),
  lanes: choice('lanes', laneKinds),
  sort: choice('sort', laneSorts),
  height: choice('h', laneHeights),
  window: optional('w'),
  top: optional('top'),
  selected: optional('sel'),
  range: optional('range'),
  search: text('q'),
  find: text('find'),
  folds: list('fold'),
  pinned: list('pin'),
  onlyWindow: flag('in'),
  showsTable: flag('table'),
  entry: text('entry'),
  latencyOf: choice('of', latencySubjects),
  latencyName: text('name'),
  bin: optional('bin'),
  mmu: list('mmu'),
  mmuWindow: optional('mw'),
  task: optional('task'),
};
