import type { Site } from '../site.ts';
import { speaksAgainst, speaksFor, type Weighed } from '../weigh.ts';

/** What one snapshot says: how many, how their ids spread, how long they wait. */
export function numbers(site: Site): Weighed[] {
  const evidence: Weighed[] = [];
  const { count, spread, cohorts, waitMinutes } = site;
  if (count <= 1) evidence.push(speaksAgainst(12, 'There is only one.'));
  else
    evidence.push(
      speaksFor(
        Math.min(24, 8 * Math.log10(count)),
        `${count.toLocaleString('en-US')} goroutines wait at the same place.`,
      ),
    );
  if (spread >= 0.3 && count >= 5)
    evidence.push(
      speaksFor(
        10,
        `Their ids spread over ${Math.round(spread * 100)} % of all ids given out: they came one after another while the program ran.`,
      ),
    );
  if (cohorts >= 2)
    evidence.push(
      speaksFor(6, `They have waited for ${cohorts} different times: they came in several waves.`),
    );
  if (waitMinutes !== null && waitMinutes.max >= 10)
    evidence.push(speaksFor(6, `The oldest has not moved for at least ${waitMinutes.max} minutes.`));
  return evidence;
}
