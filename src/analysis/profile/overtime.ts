import type { Pace } from '../../base/pace.ts';
import type { Profile } from '../../model/profile.ts';
import type { DocId } from '../ids.ts';
import { packageOf } from '../names.ts';
import { tellTimes } from '../series/order.ts';
import { growthPerMinute } from '../series/trend.ts';
import type { OvertimeAnswer, OvertimeLine, OvertimeQuestion } from './answers.ts';
import type { Filtered } from './filtered.ts';
import { memStatRows } from './mem-stats.ts';
import type { TopTable } from './question.ts';
import { top } from './top.ts';
import { comparisonWarnings } from './warnings.ts';

/** A function that gains in too few profiles says nothing. */
const leastProfiles = 3;
const maxRetained = 200;

/** Several profiles, oldest first, function by function. `filtered` is parallel to the question's documents. */
export async function overtime(
  filtered: readonly Filtered[],
  question: OvertimeQuestion,
  pace: Pace,
): Promise<OvertimeAnswer> {
  const tables: TopTable[] = [];
  for (const one of filtered) tables.push(await top(one, question, pace));
  const profiles = filtered.map(({ subject }) => subject.profile);
  const times = timesOf(profiles);
  const lines = new Map<string, { name: string; file: string; flat: number[]; cum: number[] }>();
  tables.forEach((table, at) => {
    for (let row = 0; row < table.length; row++) {
      const name = table.name[row];
      let line = lines.get(name);
      if (line === undefined) {
        line = { name, file: table.file[row], flat: zeros(tables.length), cum: zeros(tables.length) };
        lines.set(name, line);
      }
      line.flat[at] += table.flat[row];
      line.cum[at] += table.cum[row];
    }
  });
  const all = [...lines.values()].map(
    (line): OvertimeLine => ({
      ...line,
      package: packageOf(line.name),
      growth: line.flat[line.flat.length - 1] - line.flat[0],
      growthPerMinute: growthPerMinute(line.flat, times),
    }),
  );
  const chosen = chosenLines(all, question.maxLines);
  const isChosen = new Set(chosen);
  const others = all.filter((line) => !isChosen.has(line));
  const rest = tables.map((_, at) => others.reduce((sum, { flat }) => sum + flat[at], 0));
  const { valueType } = tables[tables.length - 1];
  return {
    valueType,
    profiles: profiles.map(({ origin }, at) => ({
      doc: docAt(question, at),
      name: origin.name,
      timeMs: times[at],
      total: tables[at].after,
    })),
    lines: [...chosen].sort((a, b) => b.growth - a.growth),
    rest,
    retained: all.length > 0 && tables.length >= leastProfiles ? retained(all) : [],
    memStats: memStatRows(profiles),
    warnings: seriesWarnings(filtered, valueType.type),
  };
}

/** Null each where they do not tell when the profiles were captured. */
function timesOf(profiles: readonly Profile[]): readonly (number | null)[] {
  const moments = profiles.map(({ origin: { timeMs, timeFrom } }) => ({
    timeMs: timeFrom === null ? null : timeMs,
    isOfFile: timeFrom === 'file',
  }));
  const isTold = tellTimes(moments);
  return moments.map(({ timeMs }) => (isTold ? timeMs : null));
}

function docAt(question: OvertimeQuestion, at: number): DocId {
  return question.docs[at];
}

/** Half the lines to what grew most, the rest to what is largest. */
function chosenLines(all: readonly OvertimeLine[], maxLines: number): readonly OvertimeLine[] {
  const grown = all.filter(({ growth }) => growth > 0).sort((a, b) => b.growth - a.growth);
  const largest = [...all]
    .filter(({ flat }) => flat.some((value) => value !== 0))
    .sort((a, b) => Math.max(...b.flat) - Math.max(...a.flat));
  const chosen = new Set(grown.slice(0, Math.ceil(maxLines / 2)));
  for (const line of [...largest, ...grown]) if (chosen.size < maxLines) chosen.add(line);
  return [...chosen];
}

/** What gained and never lost. */
function retained(all: readonly OvertimeLine[]): readonly OvertimeLine[] {
  return all
    .filter(({ flat, growth }) => growth > 0 && flat.every((value, at) => at === 0 || value >= flat[at - 1]))
    .sort((a, b) => b.growth - a.growth)
    .slice(0, maxRetained);
}

function seriesWarnings(filtered: readonly Filtered[], valueType: string): readonly string[] {
  const warnings = new Set<string>();
  for (let at = 1; at < filtered.length; at++) {
    const [before, after] = [filtered[at - 1].subject.profile, filtered[at].subject.profile];
    for (const warning of comparisonWarnings(after, before, valueType)) warnings.add(warning);
  }
  return [...warnings];
}

function zeros(length: number): number[] {
  return Array.from({ length }, () => 0);
}
