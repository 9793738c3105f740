import { release } from '../../base/columns.ts';
import { FormatError } from '../../base/errors.ts';
import { Pace } from '../../base/pace.ts';
import { filled, readAll, type Source } from '../../base/source.ts';
import type { Notice } from '../../model/origin.ts';
import type { Profile, ValueType } from '../../model/profile.ts';
import { goVersionOf } from '../go-version.ts';
import { profileKindOf } from '../profile-kind.ts';
import type { FormatReader, ReadContext } from '../reader.ts';
import { assembleProfile } from './assemble.ts';
import { decodeProfile } from './decode.ts';
import type { Faults } from './faults.ts';
import { pprofFormat } from './format.ts';
import type { RawProfile } from './raw-profile.ts';

/** profile.proto, of any producer. Source: google/pprof proto/profile.proto. */
export const pprofReader: FormatReader = { ...pprofFormat, read };

const maxUntyped = 16;

async function read(source: Source, context: ReadContext): Promise<Profile> {
  const pace = new Pace(context.signal, context.onProgress);
  const filling = source.filling ?? filled(await readAll(source));
  const raw = await decodeProfile(filling, pace);
  if (source.givesCopies) release(filling.bytes);
  if (raw.sampleTypes.length === 0 && raw.samples.length === 0 && raw.strings.length === 0) {
    throw new FormatError(raw.truncatedAt === null ? 'malformed' : 'truncated', {
      format: 'pprof',
      offset: raw.truncatedAt ?? 0,
      detail: 'no sample, no sample type and no string in it: not a whole profile; capture it again',
    });
  }
  const untyped = nameUntyped(raw);
  const stringsLost = raw.truncatedAt !== null && raw.strings.length === 0;
  const { symbols, samples, labelSets, faults } = await assembleProfile(raw, pace);
  await pace.breathe(source.size, source.size);
  const at = (index: number): string => raw.strings[index] ?? '';
  const valueTypes = raw.sampleTypes.map(({ type, unit }): ValueType => ({ type: at(type), unit: at(unit) }));
  const defaultType = at(raw.defaultSampleType);
  const named = valueTypes.findIndex(({ type }) => defaultType !== '' && type === defaultType);
  const mainFile = symbols.mappings.length > 0 ? symbols.strings[symbols.mappings.file[0]] : '';
  const captureMs = raw.timeNanos === 0n ? null : Number(raw.timeNanos / 1_000_000n);
  return {
    kind: 'profile',
    origin: {
      name: source.name,
      format: 'pprof',
      form: 'protobuf',
      bytes: context.bytesGiven,
      timeMs: captureMs ?? source.modifiedMs,
      timeFrom: captureMs !== null ? 'capture' : source.modifiedMs !== null ? 'file' : null,
      goVersion: goVersionOf(symbols, true),
      buildId: (symbols.mappings.length > 0 ? symbols.strings[symbols.mappings.buildId[0]] : '') || null,
      program: mainFile.slice(mainFile.lastIndexOf('/') + 1) || null,
    },
    notices: [...untyped, ...noticesOf(raw, faults, stringsLost)],
    profileKind: profileKindOf(valueTypes, defaultType, symbols, samples, source.name),
    valueTypes,
    defaultValueType: named >= 0 ? named : Math.max(0, valueTypes.length - 1),
    periodType:
      raw.periodType === null ? null : { type: at(raw.periodType.type), unit: at(raw.periodType.unit) },
    period: raw.period,
    timeNanos: raw.timeNanos,
    durationNanos: raw.durationNanos,
    comments: raw.comments.map(at),
    docUrl: at(raw.docUrl),
    dropFrames: at(raw.dropFrames),
    keepFrames: at(raw.keepFrames),
    symbols,
    labelSets,
    samples,
    memStats: null,
  };
}

/** Values without a sample type are shown all the same: each column as "value". */
function nameUntyped(raw: RawProfile): Notice[] {
  const values = raw.samples.values.countOfFirst;
  if (raw.sampleTypes.length > 0 || values === 0) return [];
  const type = raw.strings.push('value') - 1;
  for (let v = 0; v < Math.min(values, maxUntyped); v++) raw.sampleTypes.push({ type, unit: 0 });
  const text = 'The profile does not say what its values are; they are shown as "value".';
  return [{ code: 'no-sample-types', text, offset: null }];
}

function noticesOf(raw: RawProfile, faults: Faults, stringsLost: boolean): Notice[] {
  const notices: Notice[] = [];
  const add = (code: string, text: string, offset: number | null = null): void => {
    notices.push({ code, text, offset });
  };
  if (raw.truncatedAt !== null) {
    const lost = stringsLost ? '; the names lie at its end and are lost' : '';
    add(
      'truncated',
      `The profile ends in the middle of a message at byte ${raw.truncatedAt}; what came before is shown${lost}.`,
      raw.truncatedAt,
    );
  }
  if (raw.strings.length > 0 && raw.strings[0] !== '')
    add('bad-strings', 'The first entry of the string table is not empty.');
  if (faults.badStrings > 0)
    add('bad-strings', `${faults.badStrings} names point outside the string table and are shown empty.`);
  if (raw.duplicates > 0)
    add('duplicate-ids', `${raw.duplicates} ids are defined twice; the first definition is used.`);
  if (faults.missingFunctions > 0)
    add('missing-functions', `${faults.missingFunctions} lines name a function that is not in the profile.`);
  if (faults.missingLocations > 0)
    add(
      'missing-locations',
      `${faults.missingLocations} frames name a location that is not in the profile; they are left out.`,
    );
  if (faults.missingMappings > 0)
    add('missing-mappings', `${faults.missingMappings} locations name a mapping that is not in the profile.`);
  if (faults.wrongValueCounts > 0)
    add(
      'wrong-value-count',
      `${faults.wrongValueCounts} samples have another number of values than there are sample types; missing ones count as 0.`,
    );
  return notices;
}
