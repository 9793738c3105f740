import { type Fields, optional } from '../fields.ts';

export interface CallersView {
  /** The function in the middle. */
  readonly function: string | null;
}

export const callersDefaults: CallersView = { function: null };

export const callersFields: Fields<CallersView> = { function: optional('fn') };
