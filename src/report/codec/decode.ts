import type { Creator, StackLine, StackVariants } from '../../analysis/leaks/finding.ts';
import { FormatError } from '../../base/errors.ts';
import { unpark } from '../generated/report.js';
import { omittedKinds, type Report, type ReportFile, type ReportFinding } from '../model.ts';
import { NumberReader, sums } from './columns.ts';
import { confidences, kindBits } from './encode.ts';
import { type Known, knownOf, nothingKnown, unpackSentence } from './sentences.ts';
import { folderOf, origins } from './tables.ts';

/** Bounds of what is built from one link: far beyond any report, far below what would hurt. */
const limits = {
  rows: 200_000,
  stackLines: 100_000,
  stackDepth: 1024,
  characters: 4_000_000,
};

type Wire = unpark.report.Report;

/** The inverse of `encodeReport`. Every index and enum is checked: `FormatError`, or a whole report. */
export function decodeReport(bytes: Uint8Array): Report {
  let wire: Wire;
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
  private readonly wire: Wire;
  private readonly numbers: NumberReader;
  private readonly strings: readonly string[];
  private readonly functions: readonly Omit<StackLine, 'line' | 'isInlined'>[];
  private readonly frames: readonly StackLine[];
  private readonly stackFrame: readonly number[];
  private sentenceNumbers = 0;
  private lines = 0;
  private characters = 0;

  constructor(wire: Wire) {
    for (const column of Object.values(wire))
      if (Array.isArray(column) && column.length > limits.rows)
        throw malformed('more rows than a report holds');
    this.wire = wire;
    this.numbers = new NumberReader(wire.wide);
    this.strings = cut(wire.text, wire.stringLength);
    this.functions = this.readFunctions();
    const frameFunction = sums(wire.frameFunctionDelta);
    this.frames = wire.frameLine.map((coded, i) => ({
      ...this.row(this.functions, frameFunction[i]),
      line: coded >>> 1,
      isInlined: coded % 2 === 1,
    }));
    this.stackFrame = sums(wire.stackFrameDelta);
  }

  report(): Report {
    const { wire, numbers } = this;
    const createdMs = Math.round(this.finite(wire.created) * 1000);
    const files = wire.fileName.map((_, i) => this.file(i, createdMs));
    const totals = wire.snapshotTotal.map((code) => numbers.code(code) ?? 0);
    if (totals.length > files.length) throw malformed('snapshots without names');
    const figures = wire.figures;
    const perMinute = numbers.rate(figures[0] ?? 0);
    const doublingMinutes = numbers.rate(figures[1] ?? 0);
    const whole = [2, 3, 4, 5, 6, 7].map((at) => numbers.code(figures[at] ?? 0));
    const remarks = wire.remarks.map((template) => this.sentence(template, nothingKnown));
    const findings = this.findings();
    if (numbers.isBroken) throw malformed('a number that is missing');
    return {
      createdMs,
      program: this.optional(wire.program),
      goVersion: this.optional(wire.goVersion),
      buildId: this.optional(wire.buildId),
      snapshots: totals.map((total, i) => ({ ...files[i], total })),
      beside: files.slice(totals.length),
      perMinute,
      doublingMinutes,
      trendRefused: this.optional(wire.trendRefused),
      survivors: whole[0],
      groupsGrown: whole[1] ?? 0,
      findings,
      harmless: { groups: whole[2] ?? 0, goroutines: whole[3] ?? 0 },
      explanation: remarks.slice(0, wire.explanations),
      notices: remarks.slice(wire.explanations),
      omitted: {
        findings: whole[4] ?? 0,
        goroutines: whole[5] ?? 0,
        kinds: omittedKinds.filter((_, i) => (wire.omittedKinds & (1 << i)) !== 0),
      },
    };
  }

  /** Columns are read in the order in which they were written. */
  private findings(): ReportFinding[] {
    const { wire, numbers } = this;
    const stacks = sums(wire.findingStackDelta);
    let name = 0;
    const nameAt = (line: StackLine | undefined): string =>
      line === undefined ? this.string(this.row(wire.names, name++)) : line.function;
    const begun = wire.findingKind.map((kind, i) => ({
      ...this.kind(kind),
      confidence: oneOf(confidences, wire.findingConfidence[i] ?? 0),
      stack: this.stack(stacks[i] ?? 0),
    }));
    const functions = begun.map(({ stack }, i) => nameAt(placeIn(stack, wire.findingFunction[i] ?? 0)));
    const roots = begun.map(({ stack }, i) => nameAt(placeIn(stack.toReversed(), wire.findingRoot[i] ?? 0)));
    const creators = begun.map((_, i) =>
      this.creator(wire.findingCreator[i] ?? 0, wire.findingCreatorId[i] ?? 0),
    );
    const counts = this.listsOf(begun.length, wire.findingCounts, wire.count);
    const growth = begun.map((_, i) => numbers.rate(wire.findingGrowth[i] ?? 0));
    const oldest = begun.map((_, i) => numbers.rate(wire.findingOldest[i] ?? 0));
    const told = begun.map((finding, i) => ({
      ...finding,
      function: functions[i],
      root: roots[i],
      createdBy: creators[i],
      counts: counts[i],
      growthPerMinute: growth[i],
      oldestMinutes: oldest[i],
    }));
    const known = told.map(knownOf);
    const titles = told.map((_, i) => this.sentence(wire.findingTitle[i] ?? 0, known[i]));
    const evidence = cut(wire.evidence, wire.findingEvidence).map((sentences, i) =>
      sentences.map((coded) => ({
        isFor: coded % 2 === 0,
        text: this.sentence(coded >>> 1, this.row(known, i)),
      })),
    );
    const labels = this.labels(told.length);
    const ids = this.listsOf(told.length, wire.findingIds, wire.goroutineId);
    const variants = this.variants(told.length);
    return told.map((finding, i) => ({
      ...finding,
      title: titles[i],
      evidence: evidence[i] ?? [],
      labels: labels[i],
      goroutineIds: ids[i],
      variants: variants[i],
    }));
  }

  private kind(row: number) {
    const { wire } = this;
    const bits = this.row(wire.kindBits, row);
    return {
      rule: this.string(this.row(wire.kindRule, row)),
      pattern: this.string(this.row(wire.kindPattern, row)),
      state: this.string(this.row(wire.kindState, row)),
      wait: this.optional(this.row(wire.kindWait, row)),
      fix: this.string(this.row(wire.kindFix, row)),
      reference: this.string(this.row(wire.kindReference, row)),
      isWaitInferred: (bits & kindBits.inferred) !== 0,
      unit: (bits & kindBits.bytes) !== 0 ? ('bytes' as const) : ('goroutines' as const),
      source:
        (bits & kindBits.heap) !== 0
          ? ('heap' as const)
          : (bits & kindBits.trace) !== 0
            ? ('trace' as const)
            : ('goroutines' as const),
    };
  }

  private readFunctions(): Omit<StackLine, 'line' | 'isInlined'>[] {
    const { wire } = this;
    const packs = sums(wire.functionPackageDelta);
    const rests = sums(wire.functionRestDelta);
    const bases = sums(wire.functionBaseDelta);
    return wire.functionOrigin.map((origin, i) => {
      const pack = this.string(this.row(packs, i));
      const file = this.row(wire.functionFile, i);
      const base = this.string(this.row(bases, i));
      return {
        function: pack + this.string(this.row(rests, i)),
        file: file === 0 ? `${folderOf(pack)}/${base}` : file === 1 ? base : this.string(file - 2),
        origin: oneOf(origins, origin),
      };
    });
  }

  private row<T>(column: readonly T[], index: number): T {
    const value = column[index];
    if (value === undefined) throw malformed('a row that is not there');
    return value;
  }

  private string(index: number): string {
    const text = this.row(this.strings, index);
    return this.counted(text);
  }

  private optional(indexPlusOne: number): string | null {
    return indexPlusOne === 0 ? null : this.string(indexPlusOne - 1);
  }

  private counted(text: string): string {
    this.characters += text.length;
    if (this.characters > limits.characters) throw malformed('more text than a report holds');
    return text;
  }

  private sentence(template: number, known: Known): string {
    const { sentenceNumber } = this.wire;
    const text = unpackSentence(this.string(template), known, () =>
      this.row(sentenceNumber, this.sentenceNumbers++),
    );
    if (text === null) throw malformed('a sentence that says nothing');
    return this.counted(text);
  }

  private file(i: number, createdMs: number): ReportFile {
    const id = this.wire.fileId[i] ?? 0;
    const age = this.numbers.code(this.wire.fileAge[i] ?? 0);
    return {
      id: id === 0 ? '' : id.toString(16).padStart(8, '0'),
      name: this.string(this.wire.fileName[i]),
      form: this.string(this.wire.fileForm[i] ?? 0),
      timeMs: age === null ? null : createdMs - Math.round(age * 1000),
    };
  }

  private stack(rowPlusOne: number): readonly StackLine[] {
    const { stackCaller } = this.wire;
    const lines: StackLine[] = [];
    for (let row = rowPlusOne - 1; row >= 0; ) {
      if (lines.length >= limits.stackDepth) throw malformed('a stack that has no end');
      if (++this.lines > limits.stackLines) throw malformed('more stack lines than a report holds');
      lines.push(this.row(this.frames, this.row(this.stackFrame, row)));
      const distance = this.row(stackCaller, row);
      row = distance === 0 ? -1 : row - distance;
    }
    return lines;
  }

  private creator(framePlusOne: number, idCode: number): Creator | null {
    const goroutine = this.numbers.code(idCode);
    if (framePlusOne === 0) return null;
    const { function: name, file, line } = this.row(this.frames, framePlusOne - 1);
    return { function: name, file, line, goroutine };
  }

  /** As many lists as `length`, of the lengths in `sizes`, from the codes of differences. */
  private listsOf(length: number, sizes: readonly number[], codes: readonly number[]): number[][] {
    let at = 0;
    return Array.from({ length }, (_, i) => {
      const end = at + (sizes[i] ?? 0);
      if (end > codes.length) throw malformed('a list that ends early');
      const list: number[] = [];
      for (let before = 0; at < end; at++) {
        before = this.numbers.code(codes[at], before) ?? 0;
        list.push(before);
      }
      return list;
    });
  }

  private labels(length: number): (readonly [string, string])[][] {
    const { label, findingLabels } = this.wire;
    let at = 0;
    return Array.from({ length }, (_, i) => {
      const list: (readonly [string, string])[] = [];
      for (let left = findingLabels[i] ?? 0; left > 0; left--, at += 2)
        list.push([this.string(this.row(label, at)), this.string(this.row(label, at + 1))]);
      return list;
    });
  }

  private variants(length: number): (StackVariants | undefined)[] {
    const { findingVariants, variantStackDelta, variantCount } = this.wire;
    const rows = sums(variantStackDelta);
    let stack = 0;
    let at = 0;
    const next = (): number => this.numbers.code(this.row(variantCount, at++)) ?? 0;
    return Array.from({ length }, (_, i) => {
      const coded = findingVariants[i] ?? 0;
      if (coded === 0) return undefined;
      if (coded - 1 > rows.length - stack) throw malformed('a stack that is not there');
      const stacks = Array.from({ length: coded - 1 }, () => ({
        stack: this.stack(rows[stack++]),
        before: next(),
        after: next(),
      }));
      return { stacks, rest: { stacks: next(), before: next(), after: next() } };
    });
  }

  private finite(number: number): number {
    if (!Number.isFinite(number) || Math.abs(number) > 1e12) throw malformed('a time that is none');
    return number;
  }
}

function placeIn(stack: readonly StackLine[], place: number): StackLine | undefined {
  if (place === 0) return undefined;
  if (place > stack.length) throw malformed('a function outside its stack');
  return stack[place - 1];
}

/** Cuts a column or text into parts of the given lengths, which must add up to all of it. */
function cut<T extends string | readonly number[]>(whole: T, lengths: readonly number[]): T[] {
  let at = 0;
  const parts: T[] = [];
  for (const length of lengths) {
    parts.push(whole.slice(at, at + length) as T);
    at += length;
  }
  if (at !== whole.length) throw malformed('parts that do not add up');
  return parts;
}

function oneOf<T>(values: readonly T[], index: number): T {
  if (index >= values.length) throw malformed('a word this version does not know');
  return values[index];
}
