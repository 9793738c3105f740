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
 * `report.omitted`. A report without findings is not cut further.
 */
export function fitReport(
  leaks: LeakReport,
  sources: ReportSources,
  choices: ReportChoices,
  cap: number,
): FittedReport {
  const withFindings = (findings: number): FittedReport => {
    const report = buildReport(leaks, sources, choices, findings);
    return { report, link: encodeLink(report) };
  };
  const whole = withFindings(leaks.findings.length);
  if (whole.link.length <= cap || leaks.findings.length === 0) return whole;
  let best = withFindings(0);
  let low = 1;
  let high = leaks.findings.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const tried = withFindings(middle);
    if (tried.link.length <= cap) {
      best = tried;
      low = middle + 1;
    } else high = middle - 1;
  }
  return best;
}
