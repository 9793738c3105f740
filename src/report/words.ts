import { bytes, change, count, minutes, rate, span } from '../base/figures.ts';
import { beforeAfter, type OmittedKind, type Report, type ReportFinding } from './model.ts';

/** The sentences that page, Markdown and HTML have in common. */

/** '130 → 2,131 goroutines', and the change; without a snapshot, null. */
export function headline(report: Report): { readonly text: string; readonly change: string | null } | null {
  const totals = report.snapshots.map(({ total }) => total);
  if (totals.length === 0) return null;
  const last = totals[totals.length - 1];
  if (totals.length === 1)
    return { text: `${count(last)} ${last === 1 ? 'goroutine' : 'goroutines'}`, change: null };
  return { text: `${count(totals[0])} → ${count(last)} goroutines`, change: change(last - totals[0]) };
}

/** What was looked at, in a few words: times, program, Go version, build id. */
export function subjectWords(report: Report): string[] {
  const { snapshots } = report;
  const first = snapshots[0]?.timeMs ?? null;
  const last = snapshots[snapshots.length - 1]?.timeMs ?? null;
  const apart = first === null || last === null ? 0 : last - first;
  return [
    snapshots.length > 1 ? `${snapshots.length} snapshots` : null,
    apart !== 0 ? `${span(apart)} apart` : null,
    report.program,
    report.goVersion,
    report.buildId === null ? null : `build ${report.buildId.slice(0, 12)}`,
  ].filter((word) => word !== null);
}

/** Figures beside the headline: value and what it counts. */
export function headFigures(report: Report): { readonly value: string; readonly text: string }[] {
  const { perMinute, doublingMinutes, survivors, groupsGrown, harmless, snapshots } = report;
  const figures: { value: string; text: string }[] = [];
  if (perMinute !== null)
    figures.push({
      value: `${rate(perMinute)} / min`,
      text: doublingMinutes === null ? 'of all goroutines' : `doubles in ${minutes(doublingMinutes)}`,
    });
  if (survivors !== null) figures.push({ value: count(survivors), text: 'parked, none moved' });
  if (snapshots.length > 1)
    figures.push({ value: count(groupsGrown), text: groupsGrown === 1 ? 'group grew' : 'groups grew' });
  figures.push({
    value: count(harmless.groups),
    text: harmless.groups === 1 ? 'group harmless' : 'groups harmless',
  });
  return figures;
}

/** 2,131 or 41.0 MB. */
export function amount(value: number, unit: ReportFinding['unit']): string {
  return unit === 'bytes' ? bytes(value) : count(value);
}

/** '+1,974, +196 a minute'; '' with a single count. */
export function growthWords(finding: Pick<ReportFinding, 'counts' | 'unit' | 'growthPerMinute'>): string {
  const { counts, unit, growthPerMinute } = finding;
  if (counts.length < 2) return '';
  const { before, after } = beforeAfter(counts);
  const grown = after - before;
  const total = unit === 'bytes' ? `${grown > 0 ? '+' : ''}${bytes(grown)}` : change(grown);
  if (growthPerMinute === null) return total;
  return `${total}, ${unit === 'bytes' ? bytes(growthPerMinute) : rate(growthPerMinute)} a minute`;
}

/** 'chan receive (inferred) · oldest ≥ 41 min'. */
export function waitWords(
  finding: Pick<ReportFinding, 'wait' | 'state' | 'isWaitInferred' | 'oldestMinutes'>,
): string {
  const wait = finding.wait ?? finding.state;
  const inferred = finding.isWaitInferred && finding.wait !== null ? ' (inferred)' : '';
  const oldest = finding.oldestMinutes === null ? '' : `oldest ≥ ${minutes(finding.oldestMinutes)}`;
  return [`${wait}${inferred}`, oldest].filter((part) => part !== '').join(' · ');
}

/** Growth and wait in one line; '' if there is nothing to say. */
export function figureWords(
  finding: Parameters<typeof growthWords>[0] & Parameters<typeof waitWords>[0],
): string {
  return [growthWords(finding), waitWords(finding)].filter((part) => part !== '').join(' · ');
}

const omittedWords: { readonly [K in OmittedKind]: string } = {
  paths: 'folders of the build machine',
  labels: 'labels',
  addresses: 'addresses',
  ids: 'goroutine ids',
  hosts: 'host names',
  names: 'file names',
};

/** What the sender left out; null if nothing. */
export function omittedText({ omitted }: Report): string | null {
  const parts: string[] = [];
  if (omitted.findings > 0)
    parts.push(
      `and ${count(omitted.findings)} smaller ${omitted.findings === 1 ? 'group' : 'groups'}, ${count(omitted.goroutines)} goroutines`,
    );
  if (omitted.kinds.length > 0)
    parts.push(`left out by the sender: ${omitted.kinds.map((kind) => omittedWords[kind]).join(', ')}`);
  return parts.length === 0 ? null : parts.join(' · ');
}

/** What stands behind a finding's stack: '3 further stacks: 40 goroutines, in the flame graph'. Null if nothing. */
export function variantsText({ variants }: Pick<ReportFinding, 'variants'>): string | null {
  if (variants === undefined) return null;
  const { stacks, rest } = variants;
  const parts: string[] = [];
  if (stacks.length > 0) {
    const after = stacks.reduce((total, one) => total + one.after, 0);
    parts.push(`${furtherStacks(stacks.length)} with ${goroutines(after)} in the flame graph`);
  }
  if (rest.stacks > 0)
    parts.push(`${furtherStacks(rest.stacks)} with ${goroutines(rest.after)} only counted`);
  return `The commonest stack of the group. ${parts.join('; ')}.`;
}

function furtherStacks(number: number): string {
  return `${count(number)} further ${number === 1 ? 'stack' : 'stacks'}`;
}

function goroutines(number: number): string {
  return `${count(number)} ${number === 1 ? 'goroutine' : 'goroutines'}`;
}

/** '2026-05-12 09:12:23 UTC', the same for every reader. */
export function utc(timeMs: number): string {
  const date = new Date(timeMs);
  if (Number.isNaN(date.getTime())) return 'at an unknown time';
  return `${date.toISOString().slice(0, 19).replace('T', ' ')} UTC`;
}
