import { writeFile } from 'node:fs/promises';
import { gzipSync } from 'node:zlib';
import type { Command } from 'commander';
import { profileQuestion } from '../../analysis/profile/question.ts';
import type { ParkedGroup } from '../../analysis/timeline/figure-questions.ts';
import { type DerivedKind, derivedKinds } from '../../analysis/timeline/question.ts';
import type { DocumentSummary, Engine } from '../../engine/engine.ts';
import { exportHandlers } from '../../engine/queries/export-profile.ts';
import { traceFigureHandlers } from '../../engine/queries/trace-figures.ts';
import { traceHandlers } from '../../engine/queries/traces.ts';
import { commandEngine } from '../engine.ts';
import { InputError, noSignal, openOne, printJson, printNotices } from '../inputs.ts';
import { creatorJson } from '../output/goroutines-json.ts';
import { findingJson } from '../output/report-json.ts';
import { traceText } from '../output/trace-text.ts';

const handlers = { ...traceHandlers, ...traceFigureHandlers, ...exportHandlers };

interface TraceOptions {
  readonly json?: boolean;
  readonly perGoroutine?: boolean;
  readonly referenceTimes?: boolean;
  readonly profile?: string;
  readonly output?: string;
}

/** `unpark trace FILE`: the summary of a trace, or a profile made from it. */
export function registerTrace(program: Command): void {
  program
    .command('trace')
    .description('what goroutines did in an execution trace: who never ran again, and where the time went')
    .argument('<file>', 'an execution trace, or - for standard input')
    .option('--json', 'the figures as JSON')
    .option('--per-goroutine', 'in the JSON, every goroutine and not only those alive at the end')
    .option('--reference-times', "times as Go's own trace reader gives them, to compare with its tools")
    .option('--profile <kind>', `a pprof profile instead: ${derivedKinds.join(', ')}`)
    .option('-o, --output <file>', 'write there instead of to standard output')
    .action(printTrace);
}

async function printTrace(file: string, options: TraceOptions): Promise<void> {
  const kind = options.profile === undefined ? null : kindOf(options.profile);
  if (kind !== null && options.json === true) throw new InputError('--profile and --json exclude each other');
  const engine = commandEngine(handlers, { referenceTimes: options.referenceTimes, idsByOrder: true });
  const { document, envelope } = await openOne(file, ['trace'], 'an execution trace', engine);
  if (kind !== null) {
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

function kindOf(text: string): DerivedKind {
  const kind = derivedKinds.find((one) => one === text);
  if (kind === undefined) throw new InputError(`--profile ${text}: not one of ${derivedKinds.join(', ')}`);
  return kind;
}

/** Gzipped pprof protobuf, as `go tool trace -pprof` writes it. */
async function writeProfile(
  engine: Engine<'deriveProfile' | 'exportProfile'>,
  { id: doc, durationNs }: DocumentSummary,
  kind: DerivedKind,
  output: string | undefined,
): Promise<void> {
  if (output === undefined && process.stdout.isTTY)
    throw new InputError('a profile is binary: name a file with -o, or pipe it into one');
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
