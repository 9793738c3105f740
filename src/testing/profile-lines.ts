import { NONE } from '../base/columns.ts';
import type { LabelSetTable } from '../model/labels.ts';
import type { Profile } from '../model/profile.ts';
import { decodeMessages, type ProfileMessage, wide } from './pprof-messages.ts';

/** A line per sample, with everything that is in it: values, frames from leaf to root, labels. */
export function profileLines(profile: Profile): string[] {
  const { samples } = profile;
  const lines: string[] = [];
  for (let i = 0; i < samples.length; i++) {
    const values = samples.values.map((column, v) => `${samples.exact[v]?.[i] ?? column[i]}`);
    const labels = labelTexts(profile.labelSets, samples.labelSet[i], profile.symbols.strings);
    lines.push([values.join(' '), ...stackTexts(profile, samples.stack[i]), ...labels].join('\n\t'));
  }
  return lines;
}

function stackTexts({ symbols }: Profile, leaf: number): string[] {
  const { frames, functions, locations, mappings, stacks, strings } = symbols;
  const out: string[] = [];
  for (let stack = leaf; stack !== NONE; stack = stacks.parent[stack]) {
    const frame = stacks.frame[stack];
    const func = frames.func[frame];
    const location = frames.location[frame];
    const mapping = locations.mapping[location];
    const name =
      func === NONE
        ? ''
        : `${strings[functions.name[func]]} (${strings[functions.systemName[func]]}) ${strings[functions.file[func]]} s=${functions.startLine[func]}`;
    const where = mapping === NONE ? '' : strings[mappings.file[mapping]];
    out.push(
      `0x${locations.address[location].toString(16)} ${where} ${name}:${frames.line[frame]}:${frames.column[frame]} ${frames.isInlined[frame]}`,
    );
  }
  return out;
}

function labelTexts(table: LabelSetTable, set: number, strings: readonly string[]): string[] {
  const out: string[] = [];
  for (let row = table.start[set]; row < table.start[set + 1]; row++) {
    const value = table.text[row] === NONE ? `${table.num[row]}` : JSON.stringify(strings[table.text[row]]);
    out.push(`${strings[table.key[row]]}=${value} ${strings[table.unit[row]]}`);
  }
  return out;
}

/** The same lines, from the messages that protobufjs decodes. */
export function messageLines(bytes: Uint8Array): string[] {
  const profile = decodeMessages(bytes);
  const text = (index: Parameters<typeof wide>[0]): string =>
    profile.stringTable?.[Number(wide(index))] ?? '';
  const stack = stackOfMessages(profile, text);
  return (profile.sample ?? []).map((sample) => {
    const values = (sample.value ?? []).map((value) => `${wide(value)}`);
    const labels = (sample.label ?? [])
      .filter(({ str, num, numUnit }) => wide(str) !== 0n || wide(num) !== 0n || wide(numUnit) !== 0n)
      .map(({ key, str, num, numUnit }) => {
        const value = wide(str) === 0n ? `${wide(num)}` : JSON.stringify(text(str));
        return `${text(key)}=${value} ${text(numUnit)}`;
      });
    const frames = (sample.locationId ?? []).flatMap((id) => stack(wide(id, true)));
    return [values.join(' '), ...frames, ...labels].join('\n\t');
  });
}

function stackOfMessages(
  profile: ProfileMessage,
  text: (index: Parameters<typeof wide>[0]) => string,
): (id: bigint) => string[] {
  const by = <T extends { id?: Parameters<typeof wide>[0] }>(rows: readonly T[]): Map<bigint, T> =>
    new Map(rows.map((row) => [wide(row.id, true), row]));
  const functions = by(profile.function ?? []);
  const mappings = by(profile.mapping ?? []);
  const locations = by(profile.location ?? []);
  return (id) => {
    const location = locations.get(id);
    if (location === undefined) return [];
    const mapping = mappings.get(wide(location.mappingId, true));
    const place = `0x${wide(location.address, true).toString(16)} ${text(mapping?.filename)}`;
    const lines = location.line ?? [];
    if (lines.length === 0) return [`${place} :0:0 0`];
    return lines.map((line, i) => {
      const func = functions.get(wide(line.functionId, true));
      const name =
        func === undefined
          ? ''
          : `${text(func.name)} (${text(func.systemName)}) ${text(func.filename)} s=${wide(func.startLine)}`;
      return `${place} ${name}:${wide(line.line)}:${wide(line.column)} ${i < lines.length - 1 ? 1 : 0}`;
    });
  };
}
