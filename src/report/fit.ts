import type { LeakReport } from '../analysis/leaks/finding.ts';
import { buildReport, type ReportChoices, type ReportSources } from './build.ts';
import { encodeLink } from './codec/link.ts';
import type { Report } from './model.ts';

/** Characters of a link: longer ones are cut, or turned into a file, by some chat and mail clients. */
export const defaultLinkCap = 8_000;

export interface FittedReport {
  readonly report: Report;
  /** What stands behind `#r=`. */
  readonly link: string;
}

/**
 * The report with as many findings, worst first, as fit a link of `cap` characters; the others are counted in
 * `report.omitted`. Further stacks of a group go first, those of the last finding before the others; they are counted
 * in its `variants.rest`. A report without findings is not cut further.
 */
export function fitReport(
  leaks: LeakReport,
  sources: ReportSources,
  choices: ReportChoices,
  cap: number,
): FittedReport {
  const all = leaks.findings.length;
  const fitted = (findings: number, withVariants: number): FittedReport => {
    const report = buildReport(leaks, sources, choices, findings, withVariants);
    return { report, link: encodeLink(report) };
  };
  const whole = fitted(all, all);
  const room = roomForVariants(all, cap);
  if (whole.link.length <= room || all === 0) return whole;
  const plain = fitted(all, 0);
  if (plain.link.length <= cap) return largest(all - 1, room, plain, (most) => fitted(all, most));
  return largest(all - 1, cap, fitted(0, 0), (most) => fitted(most, 0));
}

/** Further stacks make no link longer than this: 2,500 characters with 30 findings, 6,000 with 100. */
function roomForVariants(findings: number, cap: number): number {
  return cap > defaultLinkCap ? cap : Math.min(cap, Math.max(2_500, 1_000 + 50 * findings));
}

/** The last of `make(1)` to `make(most)` whose link fits; `none` if not one does. */
function largest(
  most: number,
  room: number,
  none: FittedReport,
  make: (number: number) => FittedReport,
): FittedReport {
  let best = none;
  let low = 1;
  let high = most;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const tried = make(middle);
    if (tried.link.length <= room) {
      best = tried;
      low = middle + 1;
    } else high = middle - 1;
  }
  return best;
}
