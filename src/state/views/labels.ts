import { type Fields, optional } from '../fields.ts';

export interface LabelsView {
  /** The label key shown. */
  readonly key: string | null;
}

export const labelsDefaults: LabelsView = { key: null };

export const labelsFields: Fields<LabelsView> = { key: optional('key') };
