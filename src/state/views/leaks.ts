import { type Fields, flag, optional } from '../fields.ts';

export interface LeaksView {
  /** Key of the selected finding; null selects the worst. */
  readonly finding: string | null;
  /** True when the harmless groups are unfolded. */
  readonly showsBenign: boolean;
}

export const leaksDefaults: LeaksView = { finding: null, showsBenign: false };

export const leaksFields: Fields<LeaksView> = { finding: optional('sel'), showsBenign: flag('benign') };
