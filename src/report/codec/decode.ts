import type { Creator, StackLine } from '../../analysis/leaks/finding.ts';
import { FormatError } from '../../base/errors.ts';
import { unpark } from '../generated/report.js';
import { omittedKinds, type Report, type ReportFile, type ReportFinding } from '../model.ts';
import { packageOf } from '../redact.ts';
import { confidences, namesOf, sources } from './encode.ts';
import { origins } from './tables.ts';
import { unpackText } from './texts.ts';

/** Bounds of what is built from one link: far beyond any report, far below what would hurt. */
const limits = {
  findings: 20_000,
  stackLines: 100_000,
  stackDepth: 1024,
  texts: 100_000,
  characters: 4_000_000,
};

/** The inverse of `encodeReport`. Every index and enum is checked: `FormatError`, or a whole report. */
export function decodeReport(bytes: Uint8Array): Report {
  let wire: unpark.report.Report;
  try {
    wire = unpark.report.Report.decode(bytes);
  } catch {
    throw malformed('not a report');
  }
  return new Decoding(wire).report();
}

function malformed(found: string): FormatError {
  return new FormatError('malformed', { format: 'report link', detail: `${found}; ask for the link again` });
}

class Decoding {
  private readonly wire: unpark.report.Report;
  private lines = 0;
  private texts = 0;
  private characters = 0;

  constructor(wire: unpark.report.Report) {
    this.wire = wire;
  }

  report(): Report {
    const { wire } = this;
    if (wire.findings.length > limits.findings) throw malformed('too many findings');
    const createdMs = Math.round(finite(wire.created) * 1000);
    const count = wire.snapshotTotal.length;
    if (count > wire.fileName.length) throw malformed('snapshots without names');
    const files = wire.fileName.map((_, i) => this.file(i, createdMs));
    return {
      createdMs,
      program: this.optional(wire.program),
      goVersion: this.optional(wire.goVersion),
      buildId: this.optional(wire.buildId),
      snapshots: wire.snapshotTotal.map((total, i) => ({ ...files[i], total: finite(total) })),
      beside: files.slice(count),
      perMinute: quantity(wire.perMinute),
      doublingMinutes: quantity(wire.doublingMinutes),
      trendRefused: this.optional(wire.trendRefused),
      survivors: quantity(wire.survivors),
      groupsGrown: finite(wire.groupsGrown),
      findings: wire.findings.map((finding) => this.finding(finding)),
      harmless: { groups: finite(wire.harmlessGroups), goroutines: finite(wire.harmlessGoroutines) },
      explanation: wire.explanation.map((text) => this.text(text, [])),
      notices: wire.notices.map((text) => this.text(text, [])),
      omitted: {
        findings: finite(wire.omittedFindings),
        goroutines: finite(wire.omittedGoroutines),
        kinds: omittedKinds.filter((_, i) => (wire.omittedKinds & (1 << i)) !== 0),
      },
    };
  }

  private finding(wire: unpark.report.Finding.$Properties): ReportFinding {
    const stack = this.stack(wire.stack ?? 0);
    const named = {
      function: this.nameIn(stack, wire.function ?? 0, wire.functionText ?? 0),
      wait: this.optional(wire.wait ?? 0),
      root: this.nameIn(stack, wire.root ?? 0, wire.rootText ?? 0),
      createdBy: this.creator(wire.creator ?? 0, wire.creatorGoroutine ?? 0),
    };
    const known = namesOf(named);
    const evidence = wire.evidence ?? [];
    return {
      ...named,
      rule: this.string(wire.rule ?? 0),
      pattern: this.string(wire.pattern ?? 0),
      title: this.text(wire.title, known),
      confidence: oneOf(confidences, wire.confidence ?? 0),
      source: oneOf(sources, wire.source ?? 0),
      state: this.string(wire.state ?? 0),
      isWaitInferred: wire.isWaitInferred ?? false,
      counts: counts(wire.count ?? [], wire.countWide ?? []),
      unit: wire.isBytes ? 'bytes' : 'goroutines',
      growthPerMinute: quantity(wire.growthPerMinute),
      oldestMinutes: quantity(wire.oldestMinutes),
      stack,
      evidence: evidence.map((text, i) => ({
        isFor: (((wire.evidenceFor?.[i >> 5] ?? 0) >>> (i & 31)) & 1) === 1,
        text: this.text(text, known),
      })),
      fix: this.string(wire.fix ?? 0),
      reference: this.string(wire.reference ?? 0),
      labels: this.labels(wire.labels ?? []),
      goroutineIds: (wire.goroutineIds ?? []).map(finite),
    };
  }

  private string(index: number): string {
    const { strings } = this.wire;
    if (index === 0 && strings.length === 0) return '';
    if (index >= strings.length) throw malformed('a text that is not there');
    const text = strings[index];
    this.characters += text.length;
    if (this.characters > limits.characters) throw malformed('more text than a report holds');
    return text;
  }

  private optional(indexPlusOne: number): string | null {
    return indexPlusOne === 0 ? null : this.string(indexPlusOne - 1);
  }

  private text(wire: unpark.report.Text.$Properties | null | undefined, known: readonly string[]): string {
    if (++this.texts > limits.texts) throw malformed('more sentences than a report holds');
    const template = this.string(wire?.template ?? 0);
    const text = unpackText({ template, numbers: wire?.numbers ?? [] }, known);
    if (text === null) throw malformed('a sentence whose numbers are missing');
    this.characters += text.length;
    return text;
  }

  private file(i: number, createdMs: number): ReportFile {
    const time = this.wire.fileTime[i] ?? 0;
    const timeMs = time === 0 ? null : createdMs + (time > 0 ? time - 1 : time) * 1000;
    return {
      name: this.string(this.wire.fileName[i]),
      form: this.string(this.wire.fileForm[i] ?? 0),
      timeMs,
    };
  }

  private line(frame: number): StackLine {
    const { wire } = this;
    const func = wire.frameFunction[frame];
    if (func === undefined || func >= wire.functionName.length)
      throw malformed('a function that is not there');
    const name = this.string(wire.functionName[func]);
    const file = wire.functionFile[func] ?? 0;
    return {
      function: name,
      file:
        file > 0 ? this.string(file - 1) : `${packageOf(name)}/${this.string(wire.functionBase[func] ?? 0)}`,
      line: wire.frameLine[frame] ?? 0,
      isInlined: (wire.frameInlined[frame] ?? 0) !== 0,
      origin: oneOf(origins, wire.functionOrigin[func] ?? 0),
    };
  }

  private stack(rowPlusOne: number): readonly StackLine[] {
    const { stackFrame, stackCaller } = this.wire;
    const lines: StackLine[] = [];
    for (let row = rowPlusOne - 1; row >= 0; ) {
      if (row >= stackFrame.length || lines.length >= limits.stackDepth)
        throw malformed('a stack that has no end');
      if (++this.lines > limits.stackLines) throw malformed('more stack lines than a report holds');
      lines.push(this.line(stackFrame[row]));
      const distance = stackCaller[row] ?? 0;
      row = distance === 0 ? -1 : row - distance;
    }
    return lines;
  }

  private nameIn(stack: readonly StackLine[], position: number, text: number): string {
    if (position === 0) return this.string(text);
    if (position > stack.length) throw malformed('a function outside its stack');
    return stack[position - 1].function;
  }

  private creator(framePlusOne: number, idPlusOne: number): Creator | null {
    if (framePlusOne === 0) return null;
    const { function: name, file, line } = this.line(framePlusOne - 1);
    return { function: name, file, line, goroutine: idPlusOne > 0 ? finite(idPlusOne) - 1 : null };
  }

  private labels(rows: readonly number[]): (readonly [string, string])[] {
    if (rows.length % 2 === 1) throw malformed('a label without a value');
    const labels: (readonly [string, string])[] = [];
    for (let i = 0; i < rows.length; i += 2) labels.push([this.string(rows[i]), this.string(rows[i + 1])]);
    return labels;
  }
}

function counts(deltas: readonly number[], wide: readonly number[]): number[] {
  if (wide.length > 0) return wide.map(finite);
  let sum = 0;
  return deltas.map((delta) => {
    sum += delta;
    return sum;
  });
}

function quantity(wire: unpark.report.Quantity.$Properties | null | undefined): number | null {
  if (wire === null || wire === undefined) return null;
  return wire.isWide ? finite(wire.wide ?? 0) : (wire.milli ?? 0) / 1000;
}

function finite(number: number): number {
  if (!Number.isFinite(number)) throw malformed('a number that is none');
  return number;
}

function oneOf<T>(values: readonly T[], index: number): T {
  if (index >= values.length) throw malformed('a word this version does not know');
  return values[index];
}
