import { NONE } from '../base/columns.ts';
import type { OpenedPart } from '../formats/open.ts';
import { GoroutineFlag, type Goroutines, goroutineStates } from '../model/goroutines.ts';
import type { LabelSetTable } from '../model/labels.ts';
import type { Profile } from '../model/profile.ts';
import type { Symbols } from '../model/symbols.ts';

/** Stacks of a profile that its text shows, at most: the rest is in the totals. */
const maxSamples = 30;

/** What opening a file came to, as text that a person can check and a test can compare. */
export function partsText(parts: readonly OpenedPart[]): string {
  return parts
    .map((part) => {
      if (!part.ok) return `error ${part.error.message}\n`;
      const { document } = part;
      if (document.kind === 'profile') return profileText(document);
      return document.kind === 'goroutines' ? goroutinesText(document) : `${document.kind}\n`;
    })
    .join('\n');
}

function profileText(profile: Profile): string {
  const { samples, symbols, valueTypes } = profile;
  const totals = samples.values.map((column) => column.reduce((sum, value) => sum + value, 0));
  const lines = [
    `${profile.origin.form} ${profile.profileKind} profile, ${profile.origin.goVersion ?? 'Go version unknown'}, program ${profile.origin.program ?? 'unknown'}`,
    ...profile.notices.map(({ code, text }) => `notice ${code}: ${text}`),
    ...valueTypes.map(
      ({ type, unit }, v) =>
        `${v === profile.defaultValueType ? '*' : ' '}${type}/${unit} total ${totals[v]}`,
    ),
    `period ${profile.period} ${profile.periodType === null ? '' : `${profile.periodType.type}/${profile.periodType.unit}`}, time ${profile.timeNanos}, duration ${profile.durationNanos}`,
    `${samples.length} samples, ${symbols.locations.length} locations, ${symbols.functions.length} functions, ${symbols.stacks.length} stacks`,
    ...(profile.memStats?.entries ?? []).slice(0, 4).map(({ key, value }) => `${key} = ${value}`),
  ];
  for (let i = 0; i < Math.min(samples.length, maxSamples); i++) {
    const values = samples.values.map((column, v) => `${samples.exact[v]?.[i] ?? column[i]}`);
    const labels = labelsText(profile.labelSets, samples.labelSet[i], symbols.strings);
    lines.push(`${values.join(' ')}${labels}: ${stackText(symbols, samples.stack[i])}`);
  }
  return `${lines.join('\n')}\n`;
}

function goroutinesText(document: Goroutines): string {
  const { goroutines, symbols, crash, args } = document;
  const lines = [
    `${document.origin.form}, ${document.origin.goVersion ?? 'Go version unknown'}, program ${document.origin.program ?? 'unknown'}${document.isSystemLevel ? ', system level' : ''}`,
    ...document.notices.map(({ code, text }) => `notice ${code}: ${text}`),
  ];
  if (crash !== null)
    lines.push(`crash ${crash.kind}, goroutine ${crash.goroutine}: ${JSON.stringify(crash.text)}`);
  for (let g = 0; g < goroutines.length; g++) {
    const words = args.start[g + 1] - args.start[g];
    const creator = goroutines.creator[g];
    lines.push(
      `${goroutines.id[g]} ${stateText(document, g)}${labelsText(document.labelSets, goroutines.labelSet[g], symbols.strings)}, ${words} words: ${stackText(symbols, goroutines.stack[g])}` +
        (creator === NONE
          ? ''
          : ` ← ${frameText(symbols, creator)}${goroutines.creatorId[g] === NONE ? '' : ` in ${goroutines.creatorId[g]}`}`),
    );
    for (const ancestor of document.ancestors.filter(({ goroutine }) => goroutine === g))
      lines.push(`  from ${ancestor.id}: ${stackText(symbols, ancestor.stack)}`);
  }
  return `${lines.join('\n')}\n`;
}

function stateText({ goroutines, symbols }: Goroutines, g: number): string {
  const flags = Object.entries(GoroutineFlag)
    .filter(([, bit]) => (goroutines.flags[g] & bit) !== 0)
    .map(([name]) => name);
  const minutes = goroutines.waitMinutes[g];
  return [
    goroutineStates[goroutines.state[g]],
    symbols.strings[goroutines.wait[g]],
    minutes === NONE ? '' : `${minutes} minutes`,
    ...flags,
    goroutines.bubble[g] === NONE ? '' : `bubble ${goroutines.bubble[g]}`,
  ]
    .filter((word) => word !== '')
    .join(', ');
}

function stackText(symbols: Symbols, leaf: number): string {
  const frames: string[] = [];
  for (let stack = leaf; stack !== NONE; stack = symbols.stacks.parent[stack])
    frames.push(frameText(symbols, symbols.stacks.frame[stack]));
  if (frames.length > 12) frames.splice(6, frames.length - 12, `… ${frames.length - 12} more …`);
  return frames.join(' < ');
}

function frameText({ frames, functions, locations, strings }: Symbols, frame: number): string {
  const func = frames.func[frame];
  const location = frames.location[frame];
  if (func === NONE) return location === NONE ? '?' : `0x${locations.address[location].toString(16)}`;
  const file = strings[functions.file[func]];
  const place = file === '' ? '' : ` ${file.slice(file.lastIndexOf('/') + 1)}:${frames.line[frame]}`;
  return `${strings[functions.name[func]]}${place}${frames.isInlined[frame] ? ' (inlined)' : ''}`;
}

function labelsText(table: LabelSetTable, set: number, strings: readonly string[]): string {
  const labels: string[] = [];
  for (let row = table.start[set]; row < table.start[set + 1]; row++) {
    const value =
      table.text[row] === NONE
        ? `${table.num[row]} ${strings[table.unit[row]]}`
        : JSON.stringify(strings[table.text[row]]);
    labels.push(`${JSON.stringify(strings[table.key[row]])}: ${value}`);
  }
  return labels.length === 0 ? '' : ` {${labels.join(', ')}}`;
}
