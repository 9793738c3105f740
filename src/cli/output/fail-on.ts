import type { Finding, LeakReport } from '../../analysis/leaks/finding.ts';
import { InputError } from '../input-error.ts';

/** When a report fails a build: on a leak, on growth, or on so many leaking goroutines. */
export type FailOn = 'leak' | 'growth' | number;

/** Throws `InputError` for anything else. */
export function parseFailOn(text: string): FailOn {
  if (text === 'leak' || text === 'growth') return text;
  if (/^\d{1,15}$/.test(text)) return Number(text);
  throw new InputError(`--fail-on ${text}: not leak, growth or a number of goroutines`);
}

export function failsOn(report: LeakReport, failOn: FailOn): boolean {
  const sure = report.findings.filter(({ confidence }) => confidence !== 'possible');
  if (failOn === 'leak') return sure.length > 0;
  if (failOn === 'growth') return report.findings.some(hasGrown);
  const goroutines = sure.reduce(
    (sum, { counts, unit }) => sum + (unit === 'goroutines' ? (counts.at(-1) ?? 0) : 0),
    0,
  );
  return goroutines >= failOn;
}

function hasGrown({ counts }: Finding): boolean {
  return counts.length > 1 && (counts.at(-1) ?? 0) > counts[0];
}
