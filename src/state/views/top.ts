import { type Fields, flag, optional, text } from '../fields.ts';

export interface TopView {
  /** Name of the selected row. */
  readonly selected: string | null;
  readonly sort: string;
  readonly isReversed: boolean;
  readonly search: string;
}

export const topDefaults: TopView = { selected: null, sort: 'flat', isReversed: false, search: '' };

export const topFields: Fields<TopView> = {
  selected: optional('sel'),
  sort: text('sort'),
  isReversed: flag('rev'),
  search: text('q'),
};
