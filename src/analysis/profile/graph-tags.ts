import { NONE } from '../../base/columns.ts';
import type { Filtered } from './filtered.ts';
import { labelsOf, numericUnits } from './labels-of.ts';
import type { NodeTable } from './nodes.ts';
import { printValue } from './units.ts';

/** pprof hangs at most so many labels on a node of its graph. */
const maxTags = 4;
/** Beyond so many steps along stacks only what labels weigh at leaves is counted. */
const maxSteps = 20_000_000;

/**
 * How many labels of each node pprof would draw, at most four: they count as nodes when it chooses which to show.
 * A label counts if it weighs something at the node itself, and at least `cutoff` at it or below it.
 */
export function drawnTags(filtered: Filtered, nodes: NodeTable, cutoff: number): Uint8Array {
  const { subject, forest, row } = filtered;
  const tagsOf = tagsBySet(filtered);
  const counts = new Uint8Array(nodes.length);
  if (tagsOf.every((tags) => tags.length === 0)) return counts;
  const flat = new Map<string, number>();
  for (let i = 0; i < row.length; i++) {
    const tags = tagsOf[subject.labelSet[i]];
    if (row[i] < 0 || tags.length === 0) continue;
    const weight = subject.after[i] - (subject.before === null ? 0 : subject.before[i]);
    const node = nodes.of[forest.frame[row[i]]];
    for (const tag of tags) flat.set(`${node} ${tag}`, (flat.get(`${node} ${tag}`) ?? 0) + weight);
  }
  const cum = cumulated(filtered, nodes, tagsOf, flat);
  for (const [key, weight] of flat) {
    if (weight === 0) continue;
    if (Math.abs(weight) < cutoff && Math.abs(cum.get(key) ?? 0) < cutoff) continue;
    const node = Number(key.slice(0, key.indexOf(' ')));
    if (counts[node] < maxTags) counts[node]++;
  }
  return counts;
}

/** What the labels in `flat` weigh at their node or below it. */
function cumulated(
  { subject, forest, row }: Filtered,
  nodes: NodeTable,
  tagsOf: readonly (readonly string[])[],
  flat: ReadonlyMap<string, number>,
): ReadonlyMap<string, number> {
  const cum = new Map<string, number>();
  let steps = 0;
  for (let i = 0; i < row.length && steps < maxSteps; i++) {
    const tags = tagsOf[subject.labelSet[i]];
    if (row[i] < 0 || tags.length === 0) continue;
    const weight = subject.after[i] - (subject.before === null ? 0 : subject.before[i]);
    const seen = new Set<number>();
    for (let at = row[i]; at !== NONE; at = forest.parent[at], steps++) {
      const node = nodes.of[forest.frame[at]];
      if (seen.has(node)) continue;
      seen.add(node);
      for (const tag of tags) {
        const key = `${node} ${tag}`;
        if (flat.has(key)) cum.set(key, (cum.get(key) ?? 0) + weight);
      }
    }
  }
  return cum;
}

/** Per label set, what pprof's graph makes of it: its texts joined as one, and the `bytes` numbers below that. */
function tagsBySet({ subject }: Filtered): readonly (readonly string[])[] {
  const unit = numericUnits(subject).get('bytes') ?? '';
  return Array.from({ length: subject.labelSets.length }, (_, set) => {
    const labels = labelsOf(subject, set);
    const texts = labels.flatMap(({ key, text }) => (text === null ? [] : [`${key}:${text}`]));
    const joined = texts.sort().join('\\n');
    const sizes = labels.filter(({ key, text }) => key === 'bytes' && text === null);
    const numbers = sizes.map(({ num }) => `#${joined}#${printValue(num, unit, 'minimum')}`);
    return [...(joined === '' ? [] : [joined]), ...new Set(numbers)];
  });
}
