import { FormatError } from '../../base/errors.ts';
import { Pace } from '../../base/pace.ts';
import type { Source } from '../../base/source.ts';
import type { Origin } from '../../model/origin.ts';
import type { Trace } from '../../model/trace.ts';
import type { FormatReader, ReadContext } from '../reader.ts';
import { TraceBuilder } from './builder.ts';
import { ByteWindow } from './byte-window.ts';
import { headerVersion, headText, traceFormat, v2Versions } from './format.ts';
import type { TakeNotice } from './generation.ts';
import { Generations } from './generation-feed.ts';
import { readV2 } from './read-v2.ts';
import { SpanStore } from './span-store.ts';
import { readV1 } from './v1/read.ts';

const v1Versions = [11, 19, 21];

/** Bytes of a trace from which on another thread is worth its start. */
const asideFrom = 8 << 20;

/** Execution traces of Go 1.11 to 1.27. */
export const traceReader: FormatReader = { ...traceFormat, read };

async function read(source: Source, context: ReadContext): Promise<Trace> {
  const head = await source.slice(0, 16);
  const version = headerVersion(head);
  if (version === null) {
    const code = head.length < 16 ? 'truncated' : 'malformed';
    throw new FormatError(code, {
      format: 'gotrace',
      offset: 0,
      detail: 'expected the header of a Go execution trace',
    });
  }
  const pace = new Pace(context.signal, context.onProgress);
  const aside = source.size >= asideFrom ? context.aside : undefined;
  const builder = new TraceBuilder(context.referenceTimes ?? false, aside?.spanSink() ?? new SpanStore());
  const header = headText(head).slice(0, 13);
  const finish = (clockStartNs: number, isLast: boolean): Promise<Trace> => {
    const about = {
      origin: originOf(source, context, version, builder),
      header,
      version,
      clockStartNs,
      isLast,
    };
    return builder.finish(about, pace);
  };
  if (v1Versions.includes(version)) {
    await readV1(source, version, builder, pace);
    return finish(-1, true);
  }
  if (!v2Versions.includes(version)) throw unsupported(version);
  const partial = partialCaller(context, finish);
  const notice: TakeNotice = (...given) => builder.notice(...given);
  const isAsGiven = source.size === context.bytesGiven;
  const generations =
    (isAsGiven ? aside?.generations(notice) : null) ??
    new Generations(new ByteWindow(source), version, builder.hasReferenceTimes, notice);
  const clockStart = await readV2({
    builder,
    generations,
    size: source.size,
    pace,
    onGeneration: partial,
  });
  if (builder.counts.events === 0) {
    const place = { format: 'gotrace', offset: 16, detail: 'the trace holds no complete batch of events' };
    throw new FormatError('truncated', place);
  }
  return finish(clockStart, true);
}

/** A picture after the first generation only: later ones would cost a copy of everything each. */
function partialCaller(
  context: ReadContext,
  finish: (start: number, isLast: boolean) => Promise<Trace>,
): (start: number) => Promise<void> {
  let isCalled = false;
  return async (clockStartNs) => {
    if (isCalled || context.onPartial === undefined) return;
    isCalled = true;
    context.onPartial(await finish(clockStartNs, false));
  };
}

function unsupported(version: number): FormatError {
  const known = [...v1Versions, ...v2Versions];
  const detail =
    version > 26
      ? `this trace is of format 1.${version}, which is newer than this reader knows (up to 1.26, written by Go 1.27)`
      : `traces of format 1.${version} are not read; formats ${known.map((v) => `1.${v}`).join(', ')} are`;
  return new FormatError('unsupported-version', { format: 'gotrace', offset: 0, detail });
}

const goVersions: Readonly<Record<number, string>> = {
  11: 'Go 1.11 to 1.18',
  19: 'Go 1.19 or 1.20',
  21: 'Go 1.21',
  22: 'Go 1.22',
  23: 'Go 1.23 or 1.24',
  25: 'Go 1.25',
  26: 'Go 1.26 or later',
};

function originOf(source: Source, context: ReadContext, version: number, builder: TraceBuilder): Origin {
  const wall = builder.clockTime.length > 0;
  const captured = wall
    ? builder.clockSeconds.values[0] * 1000 + Math.floor(builder.clockNanos.values[0] / 1e6)
    : null;
  return {
    name: source.name,
    format: 'gotrace',
    form: `trace of ${goVersions[version]}`,
    bytes: context.bytesGiven,
    timeMs: captured ?? source.modifiedMs,
    timeFrom: captured !== null ? 'capture' : source.modifiedMs === null ? null : 'file',
    goVersion: version === 21 || version === 22 || version === 25 ? `go1.${version}` : null,
    buildId: null,
    program: null,
  };
}
