import { type GroupBy, type GroupSort, groupSorts } from '../../analysis/goroutine-groups.ts';
import { choice, type Field, type Fields, flag, optional, text } from '../fields.ts';

export interface GoroutinesView {
  readonly by: GroupBy;
  readonly sort: GroupSort;
  /** Towards the natural order of the column: largest first for numbers, A to Z for names. */
  readonly isReversed: boolean;
  /** Words that a group's names must hold, all of them. */
  readonly filter: string;
  readonly showsSystem: boolean;
  /** Key of the expanded group. */
  readonly selected: string | null;
  readonly layout: 'table' | 'tree';
}

export const goroutinesDefaults: GoroutinesView = {
  by: 'stack',
  sort: 'count',
  isReversed: false,
  filter: '',
  showsSystem: false,
  selected: null,
  layout: 'table',
};

const fixedGroupings = ['stack', 'function', 'creator', 'wait', 'package'] as const;

const groupBy: Field<GroupBy> = {
  key: 'by',
  write: (value) => value,
  read: (given) =>
    given.startsWith('label:') && given.length > 6 && given.length < 500
      ? (given as GroupBy)
      : fixedGroupings.find((one) => one === given),
};

export const goroutinesFields: Fields<GoroutinesView> = {
  by: groupBy,
  sort: choice('sort', groupSorts),
  isReversed: flag('rev'),
  filter: text('q'),
  showsSystem: flag('system'),
  selected: optional('sel'),
  layout: choice('as', ['table', 'tree']),
};
