import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { NONE } from '../../base/columns.ts';
import type { Profile } from '../../model/profile.ts';
import { corpusBytes, corpusList, corpusPath, hasCorpus } from '../../testing/corpus.ts';
import { openDocuments } from '../../testing/open-bytes.ts';

const folder = 'third-party/pprof-golden/';
const names = corpusList(folder)
  .filter((name) => name.endsWith('.string'))
  .map((name) => name.replace(/\.string$/, ''));

interface Dump {
  readonly head: readonly string[];
  readonly types: readonly string[];
  readonly samples: readonly string[];
  readonly mappings: readonly string[];
}

/** What the reference says of a profile: samples with their frames resolved, so that ids do not matter. */
function referenceDump(text: string): Dump {
  const [head, rest] = text.split('Samples:\n');
  const [samples, tail] = rest.split('Locations\n');
  const [locations, mappings] = tail.split('Mappings\n');
  const mappingLines = (mappings ?? '').split('\n').filter((line) => line.trim() !== '');
  const mappingOf = new Map(
    mappingLines.map((line) => [line.split(':')[0].trim(), line.slice(line.indexOf(':') + 1).trim()]),
  );
  const frameOf = new Map<string, string>();
  for (const line of locations.split('\n')) {
    const match = /^\s*(\d+): (0x[0-9a-f]+) (?:M=(\d+) )?(.*)$/.exec(line);
    if (match === null) continue;
    const symbol = match[4].trim().replace(/:0 s=0$/, '');
    frameOf.set(match[1], symbol === '' ? `${match[2]} in ${mappingOf.get(match[3] ?? '') ?? ''}` : symbol);
  }
  const lines = samples.split('\n').filter((line) => line.trim() !== '');
  const out: string[] = [];
  for (const line of lines.slice(1)) {
    const label = /^\s+(\w+):\[(\d+)\]\s*$/.exec(line);
    if (label !== null) {
      out[out.length - 1] += ` {${label[1]}=${label[2]}}`;
      continue;
    }
    const [values, ids] = line.split(':');
    const frames = ids
      .trim()
      .split(/\s+/)
      .map((id) => frameOf.get(id));
    out.push(`${values.trim().split(/\s+/).join(' ')}: ${frames.join(' < ')}`);
  }
  return {
    head: head
      .trim()
      .split('\n')
      .map((line) => line.trim()),
    types: lines[0]
      .trim()
      .split(/\s+/)
      .map((type) => type.replace(/\[dflt\]/, '')),
    samples: out,
    mappings: [...mappingOf.values()],
  };
}

function ourDump(profile: Profile): Dump {
  const { samples, symbols, labelSets, valueTypes, periodType } = profile;
  const { stacks, frames, functions, locations, strings, mappings } = symbols;
  const hex = (value: bigint): string => `0x${value.toString(16)}`;
  const mappingText = (m: number): string =>
    `${hex(mappings.start[m])}/${hex(mappings.limit[m])}/${hex(mappings.offset[m])} ${strings[mappings.file[m]]} ${strings[mappings.buildId[m]]}`.trim();
  const lines: string[] = [];
  for (let i = 0; i < samples.length; i++) {
    const path: string[] = [];
    for (let stack = samples.stack[i]; stack !== NONE; stack = stacks.parent[stack]) {
      const frame = stacks.frame[stack];
      const func = frames.func[frame];
      const location = frames.location[frame];
      path.push(
        func === NONE
          ? `${hex(locations.address[location])} in ${locations.mapping[location] === NONE ? '' : mappingText(locations.mapping[location])}`
          : `${strings[functions.name[func]]} ${strings[functions.file[func]]}:${frames.line[frame]}`,
      );
    }
    let labels = '';
    for (
      let row = labelSets.start[samples.labelSet[i]];
      row < labelSets.start[samples.labelSet[i] + 1];
      row++
    )
      labels += ` {${strings[labelSets.key[row]]}=${labelSets.num[row]}}`;
    lines.push(`${samples.values.map((column) => column[i]).join(' ')}: ${path.join(' < ')}${labels}`);
  }
  const seconds = Number(profile.durationNanos / 1_000_000_000n);
  const head = [
    `PeriodType: ${periodType === null ? '' : `${periodType.type} ${periodType.unit}`}`.trim(),
    `Period: ${profile.period}`,
  ];
  if (seconds > 0) head.push(`Duration: ${Math.floor(seconds / 3600)}h${Math.round((seconds % 3600) / 60)}`);
  const hasLocations = locations.length > 0;
  return {
    head,
    types: valueTypes.map(({ type, unit }) => `${type}/${unit}`),
    samples: lines,
    mappings: hasLocations ? Array.from({ length: mappings.length }, (_, m) => mappingText(m)) : [],
  };
}

describe.skipIf(!hasCorpus)("the reference's own legacy profiles (skipped without ../shared)", () => {
  test('there are 14 of them', () => {
    expect(names.length).toBe(14);
  });

  test.each(names)('%s reads as the reference says', async (name) => {
    const [profile] = (await openDocuments(corpusBytes(folder + name), name)) as readonly Profile[];
    const reference = referenceDump(readFileSync(corpusPath(`${folder}${name}.string`), 'utf8'));
    const ours = ourDump(profile);
    expect(ours.head).toEqual(reference.head);
    expect(ours.types).toEqual(reference.types);
    expect(ours.samples).toEqual(reference.samples);
    expect(ours.mappings).toEqual(reference.mappings);
  });
});
