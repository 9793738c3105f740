import { choice, type Field, type Fields, flag, optional, text } from '../fields.ts';

export const flameShapes = ['callees', 'callers', 'around'] as const;
export const flameColors = ['auto', 'package', 'wait', 'change'] as const;

export interface FlameView {
  readonly shape: (typeof flameShapes)[number];
  /** The function in the middle of shape 'around'. */
  readonly around: string;
  /** 'auto': by change in a comparison, by wait state of goroutines, else by package. */
  readonly colors: (typeof flameColors)[number];
  /** Path of the box that fills the width (see `pathOf` in layout/flame-path.ts); null shows all. */
  readonly zoom: string | null;
  /** What else the eye has moved to, as 'from-to' in shares of the whole width; null is what `zoom` says. */
  readonly window: string | null;
  /** Path of the selected box. */
  readonly selected: string | null;
  readonly search: string;
  readonly isRegexp: boolean;
  readonly showsTable: boolean;
}

export const flameDefaults: FlameView = {
  shape: 'callees',
  around: '',
  colors: 'auto',
  zoom: null,
  window: null,
  selected: null,
  search: '',
  isRegexp: false,
  showsTable: true,
};

/** Deep stacks have long paths; what no address should hold is left out of it. */
const maxPath = 30_000;

function path(key: string): Field<string | null> {
  return {
    key,
    write: (value) => (value === null || value.length > maxPath ? '' : value),
    read: (given) => (given === '' || given.length > maxPath ? null : given),
  };
}

export const flameFields: Fields<FlameView> = {
  shape: choice('shape', flameShapes),
  around: text('fn'),
  colors: choice('colors', flameColors),
  zoom: path('zoom'),
  window: optional('win'),
  selected: path('sel'),
  search: text('q'),
  isRegexp: flag('re'),
  showsTable: flag('table'),
};
