import { readFile, writeFile } from 'node:fs/promises';
import type { Command } from 'commander';
import type { LeakQuestion } from '../../analysis/leaks/finding.ts';
import { type Moments, oneFormAMoment } from '../../analysis/series/moments.ts';
import type { DocumentSummary } from '../../engine/engine.ts';
import { type Envelope, InputError, noSignal, openInputs, printNotices } from '../inputs.ts';
import { failsOn, parseFailOn } from '../output/fail-on.ts';
import { reportJson } from '../output/report-json.ts';
import { reportText } from '../output/report-text.ts';

interface ReportOptions {
  readonly json?: boolean;
  readonly failOn?: string;
  readonly ignore?: string;
  readonly output?: string;
}

/** `unpark report FILE…`: what leaks, over one to many snapshots. */
export function registerReport(program: Command): void {
  program
    .command('report')
    .description(
      'the leak report of one or more goroutine snapshots, with heap profiles and traces of the same run',
    )
    .argument('<files...>', 'oldest first, unless they carry capture times; - for standard input')
    .option('--json', 'the report as JSON')
    .option(
      '--fail-on <what>',
      'exit with 1 on: leak (a finding that is certain or likely), growth (a finding that grew), ' +
        'or N (so many goroutines, or more, in certain and likely findings)',
    )
    .option('--ignore <file>', 'rules of what is no leak: function, creator, wait or pattern, a rule a line')
    .option('-o, --output <file>', 'write there instead of to standard output')
    .action(printReport);
}

async function printReport(files: readonly string[], options: ReportOptions): Promise<void> {
  const failOn = options.failOn === undefined ? null : parseFailOn(options.failOn);
  const ignore = options.ignore === undefined ? '' : await readIgnore(options.ignore);
  const inputs = await openInputs(files);
  const { documents } = inputs;
  const counted = documents.filter(isCounted);
  const moments = oneFormAMoment(counted.map(({ id, total, origin }) => ({ id, total, ...origin })));
  const envelope = withLeftOut(inputs.envelope, counted, moments);
  const question = questionOf(documents, moments, ignore);
  const report = await inputs.engine.ask('leaks', question, noSignal);
  const text =
    options.json === true
      ? `${JSON.stringify({ ...envelope, ...reportJson(report) })}\n`
      : reportText(report);
  if (options.json !== true) printNotices(envelope);
  if (options.output === undefined) process.stdout.write(text);
  else await write(options.output, text);
  if (failOn !== null && failsOn(report, failOn)) process.exitCode = 1;
}

function isCounted({ kind, profileKind }: DocumentSummary): boolean {
  return kind === 'goroutines' || profileKind === 'goroutine';
}

function isBeside({ kind, profileKind }: DocumentSummary): boolean {
  return (
    kind === 'trace' || profileKind === 'heap' || profileKind === 'allocs' || profileKind === 'goroutineleak'
  );
}

function questionOf(
  documents: readonly DocumentSummary[],
  { ids: snapshots, times }: Moments,
  ignore: string,
): LeakQuestion {
  const beside = documents.filter(isBeside).map(({ id }) => id);
  if (snapshots.length === 0 && beside.length === 0) {
    const { name, form } = documents[0].origin;
    throw new InputError(
      `${name}: it is a ${form} file; a report needs goroutines, a heap profile or a trace`,
    );
  }
  return { snapshots, beside, times, ignore };
}

function withLeftOut(envelope: Envelope, counted: readonly DocumentSummary[], { left }: Moments): Envelope {
  const text = 'it is another form of a moment that is counted already';
  const notices = counted
    .filter(({ id }) => left.includes(id))
    .map(({ origin }) => ({ file: origin.name, code: 'same-moment', text, offset: null }));
  return { ...envelope, notices: [...envelope.notices, ...notices] };
}

async function readIgnore(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch {
    throw new InputError(`${path}: the ignore file cannot be read`);
  }
}

async function write(path: string, text: string): Promise<void> {
  try {
    await writeFile(path, text);
  } catch (error) {
    throw new InputError(
      `${path}: cannot be written: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
}
