import { writeFile } from 'node:fs/promises';
import { gzipSync } from 'node:zlib';
import { profileQuestion } from '../../analysis/profile/question.ts';
import type { ParkedGroup } from '../../analysis/timeline/figure-questions.ts';
import type { DerivedKind } from '../../analysis/timeline/question.ts';
import type { DocumentSummary, Engine } from '../../engine/engine.ts';
import { exportHandlers } from '../../engine/queries/export-profile.ts';
import { traceFigureHandlers } from '../../engine/queries/trace-figures.ts';
import { traceHandlers } from '../../engine/queries/traces.ts';
import type { TraceAside } from '../../engine/trace-aside.ts';
import { commandEngine } from '../engine.ts';
import { noSignal, openOne, printJson, printNotices } from '../inputs.ts';
import { creatorJson } from '../output/goroutines-json.ts';
import { findingJson } from '../output/report-json.ts';
import { traceText } from '../output/trace-text.ts';

const handlers = { ...traceHandlers, ...traceFigureHandlers, ...exportHandlers };

/** As on the command line. */
export interface TraceOptions {
  readonly json?: boolean;
  readonly perGoroutine?: boolean;
  readonly referenceTimes?: boolean;
  readonly profile?: DerivedKind;
  readonly output?: string;
}

/** Answers `unpark trace FILE`. `traceAside`: what another thread does, for large traces. */
export async function answerTrace(
  file: string,
  options: TraceOptions,
  traceAside?: TraceAside,
): Promise<void> {
  const { profile: kind } = options;
  const engine = commandEngine(handlers, {
    referenceTimes: options.referenceTimes,
    idsByOrder: true,
    traceAside,
  });
  const { document, envelope } = await openOne(file, ['trace'], 'an execution trace', engine);
  if (kind !== undefined) {
    printNotices(envelope);
    await writeProfile(engine, document, kind, options.output);
    return;
  }
  const doc = document.id;
  const findings = await engine.ask('traceFindings', { doc }, noSignal);
  const parked = await engine.ask('parkedGroups', { doc }, noSignal);
  const summary = await engine.ask('traceSummary', { doc, all: options.perGoroutine === true }, noSignal);
  if (options.json === true) {
    const answer = {
      ...envelope,
      ...summary,
      parked: parked.map((group) => parkedJson(group)),
      findings: findings.map(({ about, window, ...finding }) => ({ about, window, ...findingJson(finding) })),
    };
    if (options.output === undefined) printJson(answer);
    else await writeFile(options.output, `${JSON.stringify(answer)}\n`);
    return;
  }
  printNotices(envelope);
  const facts = await engine.ask('traceFacts', { doc }, noSignal);
  const gc = await engine.ask('gcTable', { doc }, noSignal);
  const question = { doc, by: 'function', entry: '', fromNs: 0, toNs: facts.durationNs } as const;
  const stats = await engine.ask('goroutineStats', question, noSignal);
  const text = traceText({ form: document.origin.form, parked, facts, summary, stats, gc, findings });
  if (options.output === undefined) process.stdout.write(text);
  else await writeFile(options.output, text);
}

/** Times are nanoseconds since the start of the trace. */
function parkedJson({ isWaitInferred, createdBy, goroutineIds, ...group }: ParkedGroup): object {
  return {
    ...group,
    waitInferred: isWaitInferred,
    createdBy: createdBy === null ? null : creatorJson(createdBy),
    ids: goroutineIds,
  };
}

/** Gzipped pprof protobuf, as `go tool trace -pprof` writes it. */
async function writeProfile(
  engine: Engine<'deriveProfile' | 'exportProfile'>,
  { id: doc, durationNs }: DocumentSummary,
  kind: DerivedKind,
  output: string | undefined,
): Promise<void> {
  const question = { doc, kind, fromNs: 0, toNs: durationNs ?? 0, entry: '', goroutine: null, region: '' };
  const profile = await engine.ask('deriveProfile', question, noSignal);
  const whole = { nodeCount: 0, nodeFraction: 0, edgeFraction: 0, form: 'pprof' } as const;
  const { bytes } = await engine.ask('exportProfile', { ...profileQuestion(profile.id), ...whole }, noSignal);
  const packed = gzipSync(bytes);
  if (output === undefined) process.stdout.write(packed);
  else await writeFile(output, packed);
  if (kind === 'cpu') return;
  process.stderr.write(
    "unpark: the label 'wait' marks what go tool trace does not count; without it: pprof -tagignore='never ended|before'\n",
  );
}
