import { type Fields, flag, optional, text } from '../fields.ts';

export interface FlameView {
  /** Names from the root to the zoomed box, joined by newlines; null shows all. */
  readonly zoom: string | null;
  readonly search: string;
  readonly isInverted: boolean;
}

export const flameDefaults: FlameView = { zoom: null, search: '', isInverted: false };

export const flameFields: Fields<FlameView> = {
  zoom: optional('zoom'),
  search: text('q'),
  isInverted: flag('inv'),
};
