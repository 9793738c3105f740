import type { Finding, LeakReport } from '../../analysis/leaks/finding.ts';
import { bytes, change, count, minutes, rate } from '../../base/figures.ts';
import { plainLine } from './plain.ts';

/** The report for a terminal: one sentence, then the findings, worst first. */
export function reportText(report: LeakReport): string {
  const parts = [headline(report)];
  if (report.trendRefused !== null) parts.push(report.trendRefused);
  if (report.explanation.length > 0) parts.push(report.explanation.map(plainLine).join('\n'));
  if (report.findings.length === 0) parts.push('No finding.');
  parts.push(...report.findings.map(findingText));
  const { groups, goroutines } = report.harmless;
  if (groups > 0)
    parts.push(
      `${count(groups)} ${groups === 1 ? 'group' : 'groups'} (${count(goroutines)} goroutines) judged harmless; --json lists them, each with the reason.`,
    );
  return `${parts.join('\n\n')}\n`;
}

function headline(report: LeakReport): string {
  const totals = report.snapshots.map(({ total }) => total);
  const words = [report.program, report.goVersion].filter((word) => word !== null).map(plainLine);
  if (totals.length === 0) return ['No goroutine snapshot', ...words].join(' · ');
  const growth = totals.length > 1 ? [change(last(totals) - totals[0])] : [];
  if (report.perMinute !== null) growth.push(`${rate(report.perMinute)} a minute`);
  if (report.doublingMinutes !== null) growth.push(`doubles in ${minutes(report.doublingMinutes)}`);
  const counted = `${totals.map(count).join(' → ')} ${last(totals) === 1 ? 'goroutine' : 'goroutines'}`;
  return [growth.length > 0 ? `${counted} (${growth.join(', ')})` : counted, ...words].join(' · ');
}

export function findingText(finding: Finding, index: number): string {
  const { counts, unit } = finding;
  const shown = unit === 'bytes' ? bytes : count;
  const grown = counts.length > 1 ? last(counts) - counts[0] : 0;
  const growth =
    grown === 0 ? '' : ` (${unit === 'bytes' ? `${grown > 0 ? '+' : ''}${bytes(grown)}` : change(grown)})`;
  const wait = [
    finding.wait === null ? finding.state : `${finding.wait}${finding.isWaitInferred ? ' (inferred)' : ''}`,
    finding.oldestMinutes === null ? null : `oldest ≥ ${minutes(finding.oldestMinutes)}`,
  ].filter((part) => part !== null && part !== '');
  const lines = [
    `${index + 1}. ${finding.confidence}: ${plainLine(finding.pattern)} · ${shown(last(counts))}${growth}`,
    plainLine(finding.title),
    wait.join(' · '),
    `at ${placeOf(finding)}`,
    finding.createdBy === null
      ? ''
      : `created by ${plainLine(finding.createdBy.function)} ${plainLine(finding.createdBy.file)}:${finding.createdBy.line}`,
    ...finding.evidence.map(({ isFor, text }) => `${isFor ? '+' : '-'} ${plainLine(text)}`),
    finding.fix === '' ? '' : `fix: ${plainLine(finding.fix)}`,
  ].filter((line) => line !== '');
  return lines.map((line, row) => (row === 0 ? line : `   ${line}`)).join('\n');
}

function placeOf(finding: Finding): string {
  const line = finding.stack.find((one) => one.function === finding.function);
  const place = line === undefined || line.file === '' ? '' : `  ${line.file}:${line.line}`;
  return plainLine(`${finding.function}${place}`);
}

function last(counts: readonly number[]): number {
  return counts[counts.length - 1] ?? 0;
}
