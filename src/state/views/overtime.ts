import { choice, type Fields, optional } from '../fields.ts';

export const overtimeLists = ['growth', 'retained', 'memstats'] as const;

export interface OvertimeView {
  /** Function of the selected line. */
  readonly selected: string | null;
  /** All lines by growth, those that only ever gained, or what the runtime says of its memory. */
  readonly list: (typeof overtimeLists)[number];
}

export const overtimeDefaults: OvertimeView = { selected: null, list: 'growth' };

export const overtimeFields: Fields<OvertimeView> = {
  selected: optional('sel'),
  list: choice('list', overtimeLists),
};
