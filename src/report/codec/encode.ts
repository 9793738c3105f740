import { unpark } from '../generated/report.js';
import { omittedKinds, type Report, type ReportFile, type ReportFinding } from '../model.ts';
import { deltas, NumberWriter } from './columns.ts';
import { type Known, knownOf, nothingKnown, packSentence } from './sentences.ts';
import { ReportTables } from './tables.ts';

type Wire = unpark.report.Report.$Properties;

export const confidences = ['certain', 'likely', 'possible'] as const;
/** Bits of a kind. */
export const kindBits = { inferred: 1, bytes: 2, heap: 4, trace: 8 } as const;

/** The report as the bytes of `proto/report.proto`. */
export function encodeReport(report: Report): Uint8Array {
  const encoding = new Encoding();
  const wire = encoding.wire(report);
  return unpark.report.Report.encode(wire).finish();
}

class Encoding {
  private readonly tables = new ReportTables();
  private readonly numbers = new NumberWriter();
  private readonly sentenceNumber: number[] = [];
  private readonly kindIndex = new Map<string, number>();
  private readonly kinds = {
    kindRule: [] as number[],
    kindPattern: [] as number[],
    kindState: [] as number[],
    kindWait: [] as number[],
    kindFix: [] as number[],
    kindReference: [] as number[],
    kindBits: [] as number[],
  };
  private readonly names: number[] = [];

  /** Columns are filled in the order of the fields, for `wide` is read in it. */
  wire(report: Report): Wire {
    const { tables } = this;
    const stacks = report.findings.map(({ stack }) => tables.stack(stack));
    const head = this.head(report);
    const findings = this.findings(report.findings);
    const variants = this.variants(report.findings);
    return {
      ...head,
      ...findings,
      ...variants,
      ...this.kinds,
      findingStackDelta: deltas(stacks),
      names: this.names,
      sentenceNumber: this.sentenceNumber,
      wide: this.numbers.wide,
      text: tables.strings.join(''),
      stringLength: tables.strings.map(({ length }) => length),
      functionPackageDelta: deltas(tables.functionPackage),
      functionRestDelta: deltas(tables.functionRest),
      functionFile: tables.functionFile,
      functionBaseDelta: deltas(tables.functionBase),
      functionOrigin: tables.functionOrigin,
      frameFunctionDelta: deltas(tables.frameFunction),
      frameLine: tables.frameLine,
      stackCaller: tables.stackCaller,
      stackFrameDelta: deltas(tables.stackFrame),
    };
  }

  private head(report: Report): Wire {
    const { tables, numbers } = this;
    const files: readonly ReportFile[] = [...report.snapshots, ...report.beside];
    const { harmless, omitted } = report;
    return {
      created: report.createdMs / 1000,
      program: tables.optional(report.program),
      goVersion: tables.optional(report.goVersion),
      buildId: tables.optional(report.buildId),
      trendRefused: tables.optional(report.trendRefused),
      fileName: files.map((file) => tables.string(file.name)),
      fileId: files.map(({ id }) => (/^[0-9a-f]{8}$/.test(id) ? Number.parseInt(id, 16) : 0)),
      fileForm: files.map((file) => tables.string(file.form)),
      fileAge: files.map(({ timeMs }) =>
        numbers.code(timeMs === null ? null : (report.createdMs - timeMs) / 1000),
      ),
      snapshotTotal: report.snapshots.map(({ total }) => numbers.code(total)),
      figures: [
        numbers.rate(report.perMinute),
        numbers.rate(report.doublingMinutes),
        numbers.code(report.survivors),
        numbers.code(report.groupsGrown),
        numbers.code(harmless.groups),
        numbers.code(harmless.goroutines),
        numbers.code(omitted.findings),
        numbers.code(omitted.goroutines),
      ],
      omittedKinds: omittedKinds.reduce(
        (bits, kind, i) => bits | (omitted.kinds.includes(kind) ? 1 << i : 0),
        0,
      ),
      explanations: report.explanation.length,
      remarks: [...report.explanation, ...report.notices].map((text) => this.sentence(text, nothingKnown)),
    };
  }

  private findings(findings: readonly ReportFinding[]): Wire {
    const { tables, numbers } = this;
    const known = findings.map(knownOf);
    return {
      findingKind: findings.map((finding) => this.kind(finding)),
      findingConfidence: findings.map(({ confidence }) => confidences.indexOf(confidence)),
      findingFunction: findings.map(({ stack, function: name }) =>
        this.name(
          name,
          stack.findIndex((line) => line.function === name),
        ),
      ),
      findingRoot: findings.map(({ stack, root }) =>
        this.name(
          root,
          stack.toReversed().findIndex((line) => line.function === root),
        ),
      ),
      findingCreator: findings.map(({ createdBy }) =>
        createdBy === null ? 0 : tables.frame({ ...createdBy, isInlined: false, origin: 'user' }) + 1,
      ),
      findingCreatorId: findings.map(({ createdBy }) =>
        numbers.code(createdBy === null ? null : createdBy.goroutine),
      ),
      findingCounts: findings.map(({ counts }) => counts.length),
      count: findings.flatMap(({ counts }) => numbers.counts(counts)),
      findingGrowth: findings.map((finding) => numbers.rate(finding.growthPerMinute)),
      findingOldest: findings.map((finding) => numbers.rate(finding.oldestMinutes)),
      // All titles, then all evidence: their numbers stand in this order.
      findingTitle: findings.map(({ title }, i) => this.sentence(title, known[i])),
      findingEvidence: findings.map(({ evidence }) => evidence.length),
      evidence: findings.flatMap(({ evidence }, i) =>
        evidence.map(({ isFor, text }) => this.sentence(text, known[i]) * 2 + (isFor ? 0 : 1)),
      ),
      findingLabels: findings.map(({ labels }) => labels.length),
      label: findings.flatMap(({ labels }) =>
        labels.flatMap(([key, value]) => [tables.string(key), tables.string(value)]),
      ),
      findingIds: findings.map(({ goroutineIds }) => goroutineIds.length),
      goroutineId: findings.flatMap(({ goroutineIds }) => numbers.counts(goroutineIds)),
    };
  }

  private variants(findings: readonly ReportFinding[]): Wire {
    const { tables, numbers } = this;
    const all = findings.map(({ variants }) => variants);
    if (all.every((variants) => variants === undefined)) return {};
    const stacks = all.flatMap((variants) => variants?.stacks ?? []);
    return {
      findingVariants: all.map((variants) => (variants === undefined ? 0 : variants.stacks.length + 1)),
      variantStackDelta: deltas(stacks.map(({ stack }) => tables.stack(stack))),
      variantCount: all.flatMap((variants) => {
        if (variants === undefined) return [];
        const { rest } = variants;
        const counts = variants.stacks.flatMap(({ before, after }) => [before, after]);
        return [...counts, rest.stacks, rest.before, rest.after].map((value) => numbers.code(value));
      }),
    };
  }

  /** 1 + place in the stack, or 0 and the next of `names`. */
  private name(name: string, place: number): number {
    if (place < 0) this.names.push(this.tables.string(name));
    return place + 1;
  }

  private kind(finding: ReportFinding): number {
    const { tables, kinds } = this;
    const bits =
      (finding.isWaitInferred ? kindBits.inferred : 0) |
      (finding.unit === 'bytes' ? kindBits.bytes : 0) |
      (finding.source === 'heap' ? kindBits.heap : finding.source === 'trace' ? kindBits.trace : 0);
    const row = [
      tables.string(finding.rule),
      tables.string(finding.pattern),
      tables.string(finding.state),
      tables.optional(finding.wait),
      tables.string(finding.fix),
      tables.string(finding.reference),
      bits,
    ];
    const key = row.join(' ');
    const known = this.kindIndex.get(key);
    if (known !== undefined) return known;
    Object.values(kinds).forEach((column, i) => {
      column.push(row[i]);
    });
    const index = this.kindIndex.size;
    this.kindIndex.set(key, index);
    return index;
  }

  private sentence(text: string, known: Known): number {
    const { template, numbers } = packSentence(text, known);
    this.sentenceNumber.push(...numbers);
    return this.tables.string(template);
  }
}
