import { FormatError } from '../../base/errors.ts';
import { Pace } from '../../base/pace.ts';
import { bytesSource, readAll, type Source } from '../../base/source.ts';
import type { Goroutines } from '../../model/goroutines.ts';
import type { Notice } from '../../model/origin.ts';
import type { Symbols } from '../../model/symbols.ts';
import { goVersionOf } from '../go-version.ts';
import type { FormatReader, ReadContext } from '../reader.ts';
import { cleanLog } from './clean-log.ts';
import type { Dump } from './crash.ts';
import { goroutineTextFormat } from './format.ts';
import type { LineTime } from './lines-out.ts';
import { DumpParser, runtimeLimit } from './parse.ts';
import { piecesOf } from './pieces.ts';

/** debug=2, runtime.Stack, crash reports, SIGQUIT, goleak, race reports: also inside logs. */
export const goroutineTextReader: FormatReader = { ...goroutineTextFormat, read };

/** Longer logs are not searched for prefixes: decoding them as one string would not fit. */
const maxLog = 400 << 20;

interface Parsed {
  readonly parser: DumpParser;
  readonly dumps: readonly Dump[];
}

async function read(source: Source, context: ReadContext): Promise<readonly Goroutines[]> {
  const pace = new Pace(context.signal, context.onProgress);
  const notices: Notice[] = [];
  let parsed = await parse(source, pace);
  let times: readonly LineTime[] = [];
  const needs = await needsCleaning(source, parsed);
  const log = needs ? await cleanLog(await readAll(source), pace) : null;
  if (log !== null) {
    const cleaned = await parse(bytesSource(log.bytes, source.name), pace);
    if (isBetter(cleaned.parser, parsed.parser)) {
      parsed = cleaned;
      times = log.times;
      notices.push({
        code: 'log-prefix',
        text: `The dump lies in a log (${log.form}); what the log added to its lines was taken off.`,
        offset: null,
      });
    }
  }
  if (parsed.parser.rows.length === 0) throw nothingFound(parsed.dumps);
  return documents(source, context, parsed, notices, times);
}

async function parse(source: Source, pace: Pace): Promise<Parsed> {
  const parser = new DumpParser(source.size);
  for await (const piece of piecesOf(source)) await parser.add(piece, pace);
  return { parser, dumps: parser.finish() };
}

/** True if goroutines were missed because their lines do not begin with them. */
async function needsCleaning(source: Source, { parser }: Parsed): Promise<boolean> {
  if (source.size > maxLog) return false;
  if (parser.rows.length === 0 || parser.headersInside > 0) return true;
  if (source.size > runtimeLimit && parser.partial === 0) return false;
  const hasColour = (await source.slice(0, 1 << 16)).includes(27);
  return hasColour || parser.partial * 4 > parser.rows.length;
}

function isBetter(cleaned: DumpParser, raw: DumpParser): boolean {
  if (cleaned.rows.length !== raw.rows.length) return cleaned.rows.length > raw.rows.length;
  return cleaned.partial < raw.partial;
}

function nothingFound(dumps: readonly Dump[]): FormatError {
  const crash = dumps.find((dump) => dump.crash !== null)?.crash;
  if (crash) {
    return new FormatError('unrecognised', {
      format: 'crash report without goroutines',
      offset: 0,
      detail: `it says "${crash.text.split('\n')[0].slice(0, 80)}" but lists no goroutine, as with GOTRACEBACK=none or a log that was cut; run the program with GOTRACEBACK=all and capture all of its standard error`,
    });
  }
  return new FormatError('unrecognised', {
    format: 'text',
    offset: 0,
    detail:
      'no line in it begins a goroutine ("goroutine 1 [running]:"); capture `curl -o goroutines.txt "http://HOST/debug/pprof/goroutine?debug=2"` instead',
  });
}

/** One document a dump: a log with three SIGQUITs is a series of three snapshots. */
function documents(
  source: Source,
  context: ReadContext,
  { parser, dumps }: Parsed,
  before: readonly Notice[],
  times: readonly LineTime[],
): readonly Goroutines[] {
  const symbols = parser.symbols.finish();
  const labelSets = parser.labelSets.finish();
  const filled = dumps.filter(({ from, to }) => to > from);
  const notices = [...before, ...noticesOf(source.size, parser, filled.length)];
  return filled.map((dump, index): Goroutines => {
    const { from, to, crash } = dump;
    const isOne = filled.length === 1;
    const logMs = timeOf(parser.rows.offsetAt(from), times);
    const timeMs = logMs ?? (isOne ? source.modifiedMs : null);
    return {
      kind: 'goroutines',
      origin: {
        name: isOne ? source.name : `${source.name} (dump ${index + 1})`,
        format: 'goroutine-text',
        form: formOf(dump, parser.isSystemLevel),
        bytes: context.bytesGiven,
        timeMs,
        timeFrom: timeMs === null ? null : logMs !== null ? 'capture' : 'file',
        goVersion: goVersionOf(symbols),
        buildId: null,
        program: programOf(symbols),
      },
      notices,
      symbols,
      labelSets,
      goroutines: parser.rows.table(from, to),
      args: parser.rows.args(from, to),
      ancestors: parser.ancestors
        .filter(({ goroutine }) => goroutine >= from && goroutine < to)
        .map((ancestor) => ({ ...ancestor, goroutine: ancestor.goroutine - from })),
      crash,
      isSystemLevel: parser.isSystemLevel,
    };
  });
}

/** Time of the log line that holds this offset, as far as it is known. */
function timeOf(offset: number, times: readonly LineTime[]): number | null {
  let found: LineTime | null = null;
  for (const time of times) {
    if (time.offset > offset) break;
    found = time;
  }
  return found?.ms ?? null;
}

function formOf({ crash }: Dump, isSystemLevel: boolean): string {
  if (crash === null) return isSystemLevel ? 'system traceback' : 'debug=2';
  if (crash.kind === 'signal') return crash.text.split(':')[0];
  return {
    panic: 'panic',
    fatal: 'fatal error',
    deadlock: 'deadlock',
    timeout: 'test timeout',
    goleak: 'goleak',
    race: 'race report',
  }[crash.kind];
}

function noticesOf(size: number, parser: DumpParser, dumps: number): Notice[] {
  const notices: Notice[] = [];
  const add = (code: string, text: string): void => {
    notices.push({ code, text, offset: null });
  };
  if (size === runtimeLimit) {
    add(
      'cut-by-runtime',
      'The file is exactly 64 MiB: net/http/pprof stopped printing there, so goroutines are missing. Capture the protobuf form as well; it is never cut.',
    );
  }
  if (dumps > 1)
    add(
      'several-dumps',
      `There are ${dumps} dumps in this file; each is a snapshot of its own, in their order.`,
    );
  if (parser.partial > 0)
    add(
      'partial-goroutines',
      `${parser.partial} ${parser.partial === 1 ? 'goroutine is' : 'goroutines are'} shown in part: the text was cut, mixed with other output, or the stack was unavailable.`,
    );
  if (parser.repeated > 0)
    add(
      'repeated-goroutines',
      `${parser.repeated} ${parser.repeated === 1 ? 'goroutine is' : 'goroutines are'} printed more than once, as crash reports and logs do; each is counted once.`,
    );
  return notices;
}

/** The import path of package main's folder, from its file: 'orders-service' for trimmed paths; null if unknown. */
function programOf({ functions, strings }: Symbols): string | null {
  for (let f = 0; f < functions.length; f++) {
    if (!strings[functions.name[f]].startsWith('main.')) continue;
    const parts = strings[functions.file[f]].split('/');
    if (parts.length >= 2 && !parts[parts.length - 1].startsWith('_testmain')) {
      const folder = parts[parts.length - 2].replace(/@v.*$/, '');
      if (folder !== '' && folder !== 'src') return folder;
    }
  }
  return null;
}
