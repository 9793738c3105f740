import type { Scene } from '../rules/rule.ts';
import type { Site } from '../site.ts';
import { speaksAgainst, speaksFor, type Weighed } from '../weigh.ts';

/** What the snapshots before say: growth, and by id births, deaths and survivors. */
export function comingAndGoing(site: Site, scene: Scene): Weighed[] {
  if (scene.snapshots < 2) return [];
  const { counts, lives } = site;
  const evidence: Weighed[] = [];
  const pairs = (counts.length * (counts.length - 1)) / 2;
  const trend = mannKendall(counts) / pairs;
  const from = counts[0];
  const to = counts[counts.length - 1];
  if (trend > 0)
    evidence.push(
      speaksFor(
        (counts.length === 2 ? 18 : 30) * trend,
        `Grew from ${from} to ${to} over ${counts.length} snapshots.`,
      ),
    );
  else if (counts.length >= 3) evidence.push(speaksAgainst(15, 'Did not grow.'));
  if (counts.length >= 3 && counts[counts.length - 1] <= counts[counts.length - 2])
    evidence.push(speaksAgainst(14, 'Did not grow any more in the last interval.'));
  if (lives === null) return evidence;
  const births = sum(lives.births);
  const deaths = sum(lives.deaths);
  if (births >= 2 && deaths === 0) evidence.push(speaksFor(14, `${births} came and none went.`));
  else if (deaths > 0.3 * (counts[0] + births))
    evidence.push(speaksAgainst(30, `${deaths} went meanwhile: they do end.`));
  return evidence;
}

/** Sum of the signs of all differences, later minus earlier. */
function mannKendall(counts: readonly number[]): number {
  let s = 0;
  for (let i = 0; i < counts.length; i++)
    for (let j = i + 1; j < counts.length; j++) s += Math.sign(counts[j] - counts[i]);
  return s;
}

function sum(values: readonly number[]): number {
  let total = 0;
  for (const value of values) total += value;
  return total;
}
