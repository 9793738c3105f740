import { readFile, writeFile } from 'node:fs/promises';
import type { Command } from 'commander';
import type { LeakQuestion } from '../../analysis/leaks/finding.ts';
import { type Moments, oneFormAMoment } from '../../analysis/series/moments.ts';
import { FormatError } from '../../base/errors.ts';
import type { DocumentSummary } from '../../engine/engine.ts';
import { goroutineHandlers } from '../../engine/queries/goroutines.ts';
import { decodeLink } from '../../report/codec/link.ts';
import { linkIn } from '../../report/codec/link-in.ts';
import type { Report } from '../../report/model.ts';
import { commandEngine } from '../engine.ts';
import { InputError } from '../input-error.ts';
import { type Envelope, noSignal, openInputs, printNotices } from '../inputs.ts';
import { failsOn, parseFailOn } from '../output/fail-on.ts';
import { reportJson } from '../output/report-json.ts';
import { reportText } from '../output/report-text.ts';
import {
  type TravelOptions,
  travelDefaults,
  travelledJson,
  travellingReport,
  travellingText,
} from '../output/travelling.ts';

interface ReportOptions extends TravelOptions {
  readonly failOn?: string;
  readonly ignore?: string;
  readonly output?: string;
}

/** `unpark report FILE…`: what leaks, over one to many snapshots. */
export function registerReport(program: Command): void {
  program
    .command('report')
    .description(
      'the leak report of one or more goroutine snapshots, with leak profiles, heap profiles and traces of the same run',
    )
    .argument(
      '<files...>',
      'oldest first, unless they carry capture times; - for standard input; or one report link',
    )
    .option('--json', 'the report as JSON')
    .option('--markdown', 'as Markdown, for an issue or a chat')
    .option('--html', 'as one HTML file that needs nothing else')
    .option('--link', 'as a link that carries the whole report in its fragment')
    .option('--at <url>', 'the Unpark that links open in; without it, a link is to be pasted into one')
    .option(
      '--with <what>',
      'what travels beside the findings: names, paths, labels, addresses, ids, hosts; comma-separated, or none',
      travelDefaults.with,
    )
    .option(
      '--cap <characters>',
      'longest link; smaller findings are then given in numbers',
      travelDefaults.cap,
    )
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
  const link = files.length === 1 ? linkIn(files[0]) : null;
  if (link !== null) return printLink(link, options);
  const failOn = options.failOn === undefined ? null : parseFailOn(options.failOn);
  const ignore = options.ignore === undefined ? '' : await readIgnore(options.ignore);
  const engine = commandEngine(goroutineHandlers);
  const inputs = await openInputs(files, engine);
  const { documents } = inputs;
  const dumps = documents.filter(isCounted);
  // Without any other snapshot, what the runtime calls leaked is the snapshot.
  const counted = dumps.length > 0 ? dumps : documents.filter(isLeakProfile);
  const moments = oneFormAMoment(counted.map(({ id, total, origin }) => ({ id, total, ...origin })));
  const envelope = withLeftOut(inputs.envelope, counted, moments);
  const beside = documents.filter((document) => isBeside(document) && !counted.includes(document));
  const question = questionOf(documents, beside, moments, ignore);
  const report = await engine.ask('leaks', question, noSignal);
  const travels = options.markdown === true || options.html === true || options.link === true;
  const text =
    options.json === true
      ? `${JSON.stringify({ ...envelope, ...reportJson(report) })}\n`
      : travels
        ? travellingText(travellingReport(report, question, documents, options), options)
        : reportText(report);
  if (options.json !== true) printNotices(envelope);
  await print(text, options);
  if (failOn !== null && failsOn(report, failOn)) process.exitCode = 1;
}

/** A report that came in a link: read, and written in any of the forms. */
async function printLink(link: string, options: ReportOptions): Promise<void> {
  let report: Report;
  try {
    report = decodeLink(link);
  } catch (error) {
    throw error instanceof FormatError
      ? new InputError(`report link: ${error.code}: ${error.detail}`)
      : error;
  }
  const text =
    options.json === true
      ? `${JSON.stringify({ unpark: 1, ...travelledJson(report) })}\n`
      : travellingText({ report, link }, { ...options, markdown: true });
  await print(text, options);
}

async function print(text: string, { output }: ReportOptions): Promise<void> {
  if (output === undefined) process.stdout.write(text);
  else await write(output, text);
}

function isCounted({ kind, profileKind }: DocumentSummary): boolean {
  return kind === 'goroutines' || profileKind === 'goroutine';
}

function isBeside(document: DocumentSummary): boolean {
  const { kind, profileKind } = document;
  return kind === 'trace' || profileKind === 'heap' || profileKind === 'allocs' || isLeakProfile(document);
}

function isLeakProfile({ profileKind }: DocumentSummary): boolean {
  return profileKind === 'goroutineleak';
}

function questionOf(
  documents: readonly DocumentSummary[],
  others: readonly DocumentSummary[],
  { ids: snapshots, times }: Moments,
  ignore: string,
): LeakQuestion {
  const beside = others.map(({ id }) => id);
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
