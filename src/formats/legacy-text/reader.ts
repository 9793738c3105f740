import { FormatError } from '../../base/errors.ts';
import { Pace } from '../../base/pace.ts';
import { readAll, type Source } from '../../base/source.ts';
import type { Profile } from '../../model/profile.ts';
import { goVersionOf } from '../go-version.ts';
import { profileKindOf } from '../profile-kind.ts';
import type { FormatReader, ReadContext } from '../reader.ts';
import type { LegacyContent } from './content.ts';
import { readContention } from './contention.ts';
import { readCounts } from './counts.ts';
import { readBinaryCpu } from './cpu.ts';
import { legacyTextFormat } from './format.ts';
import { frameExpressions } from './frame-expressions.ts';
import { readHeap } from './heap.ts';
import { readJava } from './java.ts';
import { TextLines, TextPace } from './text.ts';
import { readThreads } from './threads.ts';

/** The text forms of profiles: `debug=1` of every Go version, the older ones of C++ and Java, and their binary CPU profile. */
export const legacyTextReader: FormatReader = { ...legacyTextFormat, read };

const maxText = 500 << 20;

/** In the order in which pprof tries them. */
const forms = [readHeap, readCounts, readThreads, readContention, readJava] as const;

async function read(source: Source, context: ReadContext): Promise<Profile> {
  if (source.size > maxText) {
    throw new FormatError('too-large', {
      format: 'debug=1 text',
      offset: 0,
      detail: 'a text of more than 500 MiB; capture the protobuf form instead',
    });
  }
  const bytes = await readAll(source);
  const binary = readBinaryCpu(bytes);
  if (binary !== null) return profileOf(binary, source, context);
  const text = new TextDecoder().decode(bytes);
  const pace = new TextPace(new Pace(context.signal, context.onProgress));
  for (const form of forms) {
    const content = await form(new TextLines(text), pace);
    if (content !== null) return profileOf(content, source, context);
  }
  throw new FormatError('unrecognised', {
    format: 'debug=1 text',
    offset: 0,
    detail: 'its first line is no profile header',
  });
}

function profileOf(content: LegacyContent, source: Source, context: ReadContext): Profile {
  const { symbols, samples, labelSets } = content.builder.finish(content.map);
  const { valueTypes } = content;
  const mainFile = symbols.strings[symbols.mappings.file[0]] ?? '';
  const nameHint =
    /allocs/i.test(source.name) && valueTypes.length === 4 ? 'alloc_space' : content.defaultType;
  const { dropFrames, keepFrames } = frameExpressions(content.frames);
  return {
    kind: 'profile',
    origin: {
      name: source.name,
      format: 'legacy-text',
      form: content.form,
      bytes: context.bytesGiven,
      timeMs: lastCollection(content) ?? source.modifiedMs,
      timeFrom: lastCollection(content) !== null ? 'capture' : source.modifiedMs === null ? null : 'file',
      goVersion: goVersionOf(symbols),
      buildId: symbols.strings[symbols.mappings.buildId[0]] || null,
      program: mainFile.slice(mainFile.lastIndexOf('/') + 1) || null,
    },
    notices: content.notices,
    profileKind: profileKindOf(valueTypes, nameHint, symbols, samples, source.name),
    valueTypes,
    defaultValueType: nameHint === 'alloc_space' ? 1 : valueTypes.length - 1,
    periodType: content.periodType,
    period: content.period,
    timeNanos: 0n,
    durationNanos: content.durationNanos,
    comments: [],
    docUrl: '',
    dropFrames,
    keepFrames,
    symbols,
    labelSets,
    samples,
    memStats: content.memStats,
  };
}

/** Time of the last collection, from the MemStats: the nearest thing to a capture time that a heap text has. */
function lastCollection({ memStats }: LegacyContent): number | null {
  const entry = memStats?.entries.find(({ key }) => key === 'LastGC');
  if (entry === undefined || !/^\d{16,20}$/.test(entry.value)) return null;
  return Number(BigInt(entry.value) / 1_000_000n);
}
