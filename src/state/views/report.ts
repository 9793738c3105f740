import { type Fields, list, number, optional } from '../fields.ts';

export interface ReportView {
  /** What follows '#r=' in a link: the report itself; null makes one of the open files. Has no parameter of its own. */
  readonly link: string | null;
  /** What is carried beside the findings: 'names', 'paths', 'labels', 'addresses', 'ids', 'hosts'. */
  readonly carried: readonly string[];
  /** Characters the link may have. */
  readonly cap: number;
}

export const reportDefaults: ReportView = { link: null, carried: ['names'], cap: 8_000 };

export const reportFields: Fields<ReportView> = {
  link: optional('link'),
  carried: list('with'),
  cap: number('cap', 500, 2_000_000),
};
