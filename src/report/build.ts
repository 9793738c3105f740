import type { Finding, LeakReport } from '../analysis/leaks/finding.ts';
import {
  type OmittedKind,
  omittedKinds,
  type Report,
  type ReportFile,
  type ReportFinding,
  roundRate,
} from './model.ts';
import { shortenLine, shortPath, withoutAddresses, withoutHosts, withoutIds } from './redact.ts';

/** The switches of the preview: true carries it. */
export type ReportChoices = Readonly<Record<OmittedKind, boolean>> & {
  /** Findings carried at most, by rank. */
  readonly maxFindings: number;
};

export const defaultChoices: ReportChoices = {
  paths: false,
  labels: false,
  addresses: false,
  ids: false,
  hosts: false,
  names: true,
  maxFindings: Number.POSITIVE_INFINITY,
};

/** What is known of the files beside the answer of the leak question. */
export interface ReportSources {
  readonly createdMs: number;
  readonly buildId: string | null;
  /** Form of each snapshot, parallel to `leaks.snapshots`: 'debug=2', 'protobuf'. */
  readonly forms: readonly string[];
  readonly beside: readonly ReportFile[];
}

const idsPerFinding = 20;

/** The report as a link, Markdown or HTML will carry it: redacted, rounded, capped. */
export function buildReport(
  leaks: LeakReport,
  sources: ReportSources,
  choices: ReportChoices = defaultChoices,
): Report {
  const clean = cleaner(choices);
  const carried = leaks.findings.slice(0, Math.max(0, choices.maxFindings));
  const left = leaks.findings.slice(carried.length);
  const snapshots = leaks.snapshots.map((snapshot, index) => ({
    name: choices.names ? clean(snapshot.name) : `goroutine snapshot ${index + 1}`,
    form: sources.forms[index] ?? '',
    timeMs: toSecond(snapshot.timeMs),
    total: snapshot.total,
  }));
  return {
    createdMs: toSecond(sources.createdMs) ?? 0,
    program: choices.names && leaks.program !== null ? clean(leaks.program) : null,
    goVersion: leaks.goVersion,
    buildId: sources.buildId,
    snapshots,
    beside: sources.beside.map((file, index) => ({
      name: choices.names ? clean(file.name) : `file ${index + 1}`,
      form: file.form,
      timeMs: toSecond(file.timeMs),
    })),
    perMinute: rounded(leaks.perMinute),
    doublingMinutes: rounded(leaks.doublingMinutes),
    trendRefused: leaks.trendRefused === null ? null : clean(leaks.trendRefused),
    survivors: leaks.survivors,
    groupsGrown: leaks.groupsGrown,
    findings: carried.map((finding) => reportFinding(finding, choices, clean)),
    harmless: leaks.harmless,
    explanation: leaks.explanation.map(clean),
    notices: leaks.notices.map((notice) => clean(notice.text)),
    omitted: {
      findings: left.length + leaks.unlisted.findings,
      goroutines: sum(left) + leaks.unlisted.goroutines,
      kinds: omittedKinds.filter((kind) => !choices[kind]),
    },
  };
}

function reportFinding(
  finding: Finding,
  choices: ReportChoices,
  clean: (text: string) => string,
): ReportFinding {
  const creator = finding.createdBy;
  return {
    rule: finding.rule,
    pattern: finding.pattern,
    title: clean(finding.title),
    confidence: finding.confidence,
    source: finding.source,
    state: finding.state,
    wait: finding.wait,
    isWaitInferred: finding.isWaitInferred,
    function: finding.function,
    root: finding.root,
    createdBy:
      creator === null
        ? null
        : {
            function: creator.function,
            file: choices.paths ? creator.file : shortPath(creator.function, creator.file),
            line: creator.line,
            goroutine: choices.ids ? creator.goroutine : null,
          },
    counts: [...finding.counts],
    unit: finding.unit,
    growthPerMinute: rounded(finding.growthPerMinute),
    oldestMinutes: rounded(finding.oldestMinutes),
    stack: choices.paths ? finding.stack : finding.stack.map(shortenLine),
    evidence: finding.evidence.map(({ isFor, text }) => ({ isFor, text: clean(text) })),
    fix: finding.fix,
    reference: finding.reference,
    labels: choices.labels
      ? Object.entries(finding.labels).map(([key, value]) => [key, clean(value)] as const)
      : [],
    goroutineIds: choices.ids ? finding.goroutineIds.slice(0, idsPerFinding) : [],
  };
}

function cleaner(choices: ReportChoices): (text: string) => string {
  return (text) => {
    let clean = text;
    if (!choices.addresses) clean = withoutAddresses(clean);
    if (!choices.ids) clean = withoutIds(clean);
    if (!choices.hosts) clean = withoutHosts(clean);
    return clean;
  };
}

function sum(findings: readonly Finding[]): number {
  let total = 0;
  for (const { counts, unit } of findings) {
    if (unit === 'goroutines' && counts.length > 0) total += counts[counts.length - 1];
  }
  return total;
}

function rounded(rate: number | null): number | null {
  return rate === null || !Number.isFinite(rate) ? null : roundRate(rate);
}

function toSecond(ms: number | null): number | null {
  return ms === null ? null : Math.round(ms / 1000) * 1000;
}
