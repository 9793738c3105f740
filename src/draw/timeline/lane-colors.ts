import { CELL_ACTIVE, CELL_PARKED, KIND_MASK, SpanKind } from '../../model/span-kind.ts';
import type { StateColor, Theme } from '../palette.ts';
import { type Color, HATCHED, mix, NO_COLOR } from '../surface.ts';

const stateOfKind: readonly (StateColor | null)[] = [
  null,
  'running',
  'runnable',
  'syscall',
  'chan',
  'chan',
  'chan',
  'lock',
  'lock',
  'io',
  'sleep',
  'gc',
  'sleep',
  'sleep',
  'sleep',
  'sleep',
  'gc',
  null,
];

/** The colour of a kind; the paper's for what is not there. */
export function kindColor(theme: Theme, kind: number): Color {
  const state = stateOfKind[kind];
  if (kind === SpanKind.task) return mix(theme.paper, theme.accent, 0.45);
  return state === null || state === undefined ? theme.paper : theme.states[state];
}

/** Ground and stripes of parked for good. */
export function parkedColors(theme: Theme): { readonly ground: Color; readonly stripe: Color } {
  return { ground: mix(theme.paper, theme.grow, theme.isDark ? 0.16 : 0.09), stripe: theme.grow };
}

export interface CellColors {
  /** Strip colour by cell. */
  readonly cell: Int32Array;
  /** Colour of the mark on cells in which something ran, `NO_COLOR` on others. */
  readonly mark: Int32Array;
}

const known = new WeakMap<Theme, CellColors>();

/** Colours of all 256 cells: looked up per pixel. */
export function cellColors(theme: Theme): CellColors {
  let colors = known.get(theme);
  if (colors !== undefined) return colors;
  const cell = new Int32Array(256);
  const mark = new Int32Array(256).fill(NO_COLOR);
  const parked = parkedColors(theme).ground | HATCHED;
  for (let i = 0; i < 256; i++) {
    const kind = i & KIND_MASK;
    const isParked = (i & CELL_PARKED) !== 0 && kind !== SpanKind.absent && kind !== SpanKind.running;
    cell[i] = kind === SpanKind.absent ? NO_COLOR : isParked ? parked : kindColor(theme, kind);
    if ((i & CELL_ACTIVE) !== 0) mark[i] = theme.states.running;
  }
  colors = { cell, mark };
  known.set(theme, colors);
  return colors;
}
