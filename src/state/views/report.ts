import { type Fields, optional } from '../fields.ts';

export interface ReportView {
  /** What follows '#r=' in a link: the report itself; null makes one of the open files. Has no parameter of its own. */
  readonly link: string | null;
}

export const reportDefaults: ReportView = { link: null };

export const reportFields: Fields<ReportView> = { link: optional('link') };
