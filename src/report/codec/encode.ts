import { unpark } from '../generated/report.js';
import { omittedKinds, type Report, type ReportFile, type ReportFinding } from '../model.ts';
import { ReportTables } from './tables.ts';
import { packText } from './texts.ts';

type Wire = unpark.report.Report.$Properties;
type WireFinding = unpark.report.Finding.$Properties;
type WireQuantity = unpark.report.Quantity.$Properties;
type WireText = unpark.report.Text.$Properties;

export const confidences = ['certain', 'likely', 'possible'] as const;
export const sources = ['goroutines', 'heap', 'trace'] as const;

/** The report as the bytes of `proto/report.proto`. */
export function encodeReport(report: Report): Uint8Array {
  const tables = new ReportTables();
  const findings = report.findings.map((finding) => wireFinding(finding, tables));
  const files: readonly ReportFile[] = [...report.snapshots, ...report.beside];
  const wire: Wire = {
    created: report.createdMs / 1000,
    program: tables.optional(report.program),
    goVersion: tables.optional(report.goVersion),
    buildId: tables.optional(report.buildId),
    fileName: files.map((file) => tables.string(file.name)),
    fileForm: files.map((file) => tables.string(file.form)),
    fileTime: files.map((file) => wireTime(file.timeMs, report.createdMs)),
    snapshotTotal: report.snapshots.map((snapshot) => snapshot.total),
    perMinute: wireQuantity(report.perMinute),
    doublingMinutes: wireQuantity(report.doublingMinutes),
    trendRefused: tables.optional(report.trendRefused),
    survivors: wireQuantity(report.survivors),
    groupsGrown: report.groupsGrown,
    findings,
    harmlessGroups: report.harmless.groups,
    harmlessGoroutines: report.harmless.goroutines,
    explanation: report.explanation.map((text) => wireText(text, [], tables)),
    notices: report.notices.map((text) => wireText(text, [], tables)),
    omittedFindings: report.omitted.findings,
    omittedGoroutines: report.omitted.goroutines,
    omittedKinds: omittedKinds.reduce(
      (bits, kind, i) => bits | (report.omitted.kinds.includes(kind) ? 1 << i : 0),
      0,
    ),
    strings: tables.strings,
    functionName: tables.functionName,
    functionFile: tables.functionFile,
    functionBase: tables.functionBase,
    functionOrigin: tables.functionOrigin,
    frameFunction: tables.frameFunction,
    frameLine: tables.frameLine,
    frameInlined: tables.frameInlined,
    stackCaller: tables.stackCaller,
    stackFrame: tables.stackFrame,
  };
  return unpark.report.Report.encode(wire).finish();
}

/** Names a finding carries anyway, and its texts need not repeat: function, wait, root, creator. */
export function namesOf(
  finding: Pick<ReportFinding, 'function' | 'wait' | 'root' | 'createdBy'>,
): readonly string[] {
  return [finding.function, finding.wait ?? '', finding.root, finding.createdBy?.function ?? ''];
}

function wireFinding(finding: ReportFinding, tables: ReportTables): WireFinding {
  const known = namesOf(finding);
  const creator = finding.createdBy;
  const position = (name: string): number => finding.stack.findIndex((line) => line.function === name) + 1;
  const func = position(finding.function);
  const root = position(finding.root);
  const deltas = finding.counts.map((count, i) => count - (i > 0 ? finding.counts[i - 1] : 0));
  const isSmall = deltas.every((delta) => Number.isInteger(delta) && Math.abs(delta) < 2 ** 31);
  return {
    rule: tables.string(finding.rule),
    pattern: tables.string(finding.pattern),
    title: wireText(finding.title, known, tables),
    confidence: confidences.indexOf(finding.confidence),
    source: sources.indexOf(finding.source),
    state: tables.string(finding.state),
    wait: tables.optional(finding.wait),
    isWaitInferred: finding.isWaitInferred,
    function: func,
    functionText: func === 0 ? tables.string(finding.function) : 0,
    root,
    rootText: root === 0 ? tables.string(finding.root) : 0,
    creator: creator === null ? 0 : tables.frame({ ...creator, isInlined: false, origin: 'user' }) + 1,
    creatorGoroutine: creator?.goroutine === null || creator === null ? 0 : creator.goroutine + 1,
    count: isSmall ? deltas : [],
    countWide: isSmall ? [] : [...finding.counts],
    isBytes: finding.unit === 'bytes',
    growthPerMinute: wireQuantity(finding.growthPerMinute),
    oldestMinutes: wireQuantity(finding.oldestMinutes),
    stack: tables.stack(finding.stack),
    evidence: finding.evidence.map(({ text }) => wireText(text, known, tables)),
    evidenceFor: wireBits(finding.evidence.map(({ isFor }) => isFor)),
    fix: tables.string(finding.fix),
    reference: tables.string(finding.reference),
    labels: finding.labels.flatMap(([key, value]) => [tables.string(key), tables.string(value)]),
    goroutineIds: [...finding.goroutineIds],
  };
}

function wireText(text: string, known: readonly string[], tables: ReportTables): WireText {
  const { template, numbers } = packText(text, known);
  return { template: tables.string(template), numbers: [...numbers] };
}

function wireQuantity(quantity: number | null): WireQuantity | null {
  if (quantity === null) return null;
  const milli = Math.round(quantity * 1000);
  if (Math.abs(milli) < 2 ** 31 && milli / 1000 === quantity) return { milli };
  return { wide: quantity, isWide: true };
}

/** Seconds after the report's own time, shifted away from 0, which is "unknown". */
function wireTime(timeMs: number | null, createdMs: number): number {
  if (timeMs === null) return 0;
  const seconds = Math.max(-(2 ** 31) + 1, Math.min(2 ** 31 - 2, Math.round((timeMs - createdMs) / 1000)));
  return seconds >= 0 ? seconds + 1 : seconds;
}

function wireBits(bits: readonly boolean[]): number[] {
  const words: number[] = [];
  for (let i = 0; i < bits.length; i++) {
    if (i % 32 === 0) words.push(0);
    if (bits[i]) words[words.length - 1] = (words[words.length - 1] | (1 << (i % 32))) >>> 0;
  }
  return words;
}
