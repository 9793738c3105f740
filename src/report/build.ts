import type { Finding, LeakReport, StackLine, StackVariants } from '../analysis/leaks/finding.ts';
import {
  type OmittedKind,
  omittedKinds,
  type Report,
  type ReportFile,
  type ReportFinding,
  roundRate,
} from './model.ts';
import { baseName, shortenLine, shortPath, withoutAddresses, withoutHosts, withoutIds } from './redact.ts';

/** The switches of the preview: true carries it. */
export type ReportChoices = Readonly<Record<OmittedKind, boolean>>;

export const defaultChoices: ReportChoices = {
  paths: false,
  labels: false,
  addresses: false,
  ids: false,
  hosts: false,
  names: true,
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

/**
 * The report as a link, Markdown or HTML will carry it: redacted, rounded, with at most so many findings, of which the
 * first so many list further stacks of their groups; the others count them.
 */
export function buildReport(
  leaks: LeakReport,
  sources: ReportSources,
  choices: ReportChoices = defaultChoices,
  maxFindings = Number.POSITIVE_INFINITY,
  maxWithVariants = Number.POSITIVE_INFINITY,
): Report {
  const names = [...leaks.snapshots, ...sources.beside].map(({ name }) => name);
  const clean = cleaner(choices, names);
  const carried = leaks.findings.slice(0, Math.max(0, maxFindings));
  const left = leaks.findings.slice(carried.length);
  const nameOf = (name: string, instead: string): string => (choices.names ? clean(baseName(name)) : instead);
  return {
    createdMs: toSecond(sources.createdMs) ?? 0,
    program: choices.names && leaks.program !== null ? clean(baseName(leaks.program)) : null,
    goVersion: optional(leaks.goVersion),
    buildId: optional(sources.buildId),
    snapshots: leaks.snapshots.map((snapshot, index) => ({
      id: snapshot.doc.slice(0, 8),
      name: nameOf(snapshot.name, `goroutine snapshot ${index + 1}`),
      form: wellFormed(sources.forms[index] ?? ''),
      timeMs: toSecond(snapshot.timeMs),
      total: snapshot.total,
    })),
    beside: sources.beside.map((file, index) => ({
      id: file.id.slice(0, 8),
      name: nameOf(file.name, `file ${index + 1}`),
      form: wellFormed(file.form),
      timeMs: toSecond(file.timeMs),
    })),
    perMinute: rounded(leaks.perMinute),
    doublingMinutes: rounded(leaks.doublingMinutes),
    trendRefused: leaks.trendRefused === null ? null : clean(leaks.trendRefused),
    survivors: leaks.survivors,
    groupsGrown: leaks.groupsGrown,
    findings: carried.map((finding, index) =>
      reportFinding(finding, choices, clean, index < maxWithVariants),
    ),
    harmless: leaks.harmless,
    explanation: leaks.explanation.map(clean),
    notices: [...new Set(leaks.notices.map((notice) => clean(notice.text)))],
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
  listsVariants: boolean,
): ReportFinding {
  const creator = finding.createdBy;
  const line = (given: StackLine): StackLine => stackLine(choices.paths ? given : shortenLine(given));
  return {
    rule: wellFormed(finding.rule),
    pattern: wellFormed(finding.pattern),
    title: clean(finding.title),
    confidence: finding.confidence,
    source: finding.source,
    state: wellFormed(finding.state),
    wait: optional(finding.wait),
    isWaitInferred: finding.isWaitInferred,
    function: wellFormed(finding.function),
    root: wellFormed(finding.root),
    createdBy:
      creator === null
        ? null
        : {
            function: wellFormed(creator.function),
            file: wellFormed(choices.paths ? creator.file : shortPath(creator.function, creator.file)),
            line: lineNumber(creator.line),
            goroutine: choices.ids ? creator.goroutine : null,
          },
    counts: [...finding.counts],
    unit: finding.unit,
    growthPerMinute: rounded(finding.growthPerMinute),
    oldestMinutes: roundedMinutes(finding.oldestMinutes),
    stack: finding.stack.slice(0, maxDepth).map(line),
    variants: reportVariants(finding.variants, listsVariants, line),
    evidence: finding.evidence.map(({ isFor, text }) => ({ isFor, text: clean(text) })),
    fix: wellFormed(finding.fix),
    reference: wellFormed(finding.reference),
    labels: choices.labels
      ? Object.entries(finding.labels).map(([key, value]) => [clean(key), clean(value)] as const)
      : [],
    goroutineIds: choices.ids ? finding.goroutineIds.slice(0, idsPerFinding) : [],
  };
}

function reportVariants(
  variants: StackVariants | undefined,
  isListed: boolean,
  line: (given: StackLine) => StackLine,
): StackVariants | undefined {
  if (variants === undefined) return undefined;
  const listed = isListed ? variants.stacks : [];
  const left = isListed ? [] : variants.stacks;
  const { rest } = variants;
  return {
    stacks: listed.map(({ stack, before, after }) => ({
      stack: stack.slice(0, maxDepth).map(line),
      before,
      after,
    })),
    rest: {
      stacks: rest.stacks + left.length,
      before: left.reduce((total, { before }) => total + before, rest.before),
      after: left.reduce((total, { after }) => total + after, rest.after),
    },
  };
}

/** A stack of a thousand lines recurses: its first lines say so. */
const maxDepth = 200;

function stackLine(line: StackLine): StackLine {
  return {
    ...line,
    function: wellFormed(line.function),
    file: wellFormed(line.file),
    line: lineNumber(line.line),
  };
}

function lineNumber(line: number): number {
  return Number.isInteger(line) && line > 0 && line < 2 ** 31 ? line : 0;
}

function cleaner(choices: ReportChoices, names: readonly string[]): (text: string) => string {
  const longestFirst = [...new Set(names.flatMap((name) => [name, baseName(name)]))]
    .filter((name) => name !== '')
    .sort((a, b) => b.length - a.length);
  return (text) => {
    let clean = wellFormed(text);
    for (const name of longestFirst)
      clean = clean.replaceAll(name, choices.names ? baseName(name) : '[file]');
    if (!choices.addresses) clean = withoutAddresses(clean);
    if (!choices.ids) clean = withoutIds(clean);
    if (!choices.hosts) clean = withoutHosts(clean);
    return clean;
  };
}

const maxText = 2_000;

/** What UTF-8 can carry, and no longer than anyone reads. */
function wellFormed(text: string): string {
  const short = text.length > maxText ? `${text.slice(0, maxText)}…` : text;
  return short.replace(/\p{Surrogate}/gu, '\ufffd');
}

function optional(text: string | null): string | null {
  return text === null ? null : wellFormed(text);
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

/** A trace knows waits of seconds: below a minute three decimals are kept. */
function roundedMinutes(minutes: number | null): number | null {
  if (minutes === null || !(Math.abs(minutes) < 1)) return rounded(minutes);
  return Math.round(minutes * 1000) / 1000;
}

function toSecond(ms: number | null): number | null {
  return ms === null ? null : Math.round(ms / 1000) * 1000;
}
