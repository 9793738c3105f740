import { type Fields, optional } from '../fields.ts';

export interface OvertimeView {
  /** Function of the selected line. */
  readonly selected: string | null;
}

export const overtimeDefaults: OvertimeView = { selected: null };

export const overtimeFields: Fields<OvertimeView> = { selected: optional('sel') };
