import { type Fields, optional, text } from '../fields.ts';

export interface TimelineView {
  /** Lanes by 'goroutine', 'proc' or 'task'. */
  readonly lanes: string;
  /** Window as 'start-end' in ns; null shows all. */
  readonly window: string | null;
  readonly selected: string | null;
  readonly search: string;
}

export const timelineDefaults: TimelineView = {
  lanes: 'goroutine',
  window: null,
  selected: null,
  search: '',
};

export const timelineFields: Fields<TimelineView> = {
  lanes: text('lanes'),
  window: optional('w'),
  selected: optional('sel'),
  search: text('q'),
};
