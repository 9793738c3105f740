import { count } from '../../../base/figures.ts';
import { leftShare } from '../lives.ts';
import type { Site } from '../site.ts';
import { speaksAgainst, speaksFor, type Weighed } from '../weigh.ts';

/** So many at one place are a crowd: below, their share of the program says nothing. */
const crowd = 10;

/** What the last snapshot says by itself: how many, how old by their ids, how long they wait. */
export function numbers(site: Site): Weighed[] {
  const { ages, waitMinutes } = site;
  const evidence = [...howMany(site)];
  if (ages !== null) evidence.push(...howOld(site, ages));
  if (waitMinutes !== null && waitMinutes.max >= 10)
    evidence.push(speaksFor(6, `The oldest has not moved for at least ${count(waitMinutes.max)} minutes.`));
  return evidence;
}

function howMany({ count: size, share, ages, counts }: Site): Weighed[] {
  if (size <= 1) return [speaksAgainst(12, 'There is only one: one per process is usual.')];
  const evidence = [speaksFor(Math.min(24, 8 * Math.log10(size)), `${count(size)} are at the same place.`)];
  // Ids tell age better than numbers do, and so do snapshots before.
  const most = ages === null && counts.length === 1 ? 24 : 8;
  if (size >= crowd && share >= 0.1)
    evidence.push(
      speaksFor(
        most * Math.min(1, share / 0.4),
        `They are ${percent(share)} of all goroutines of the program.`,
      ),
    );
  return evidence;
}

function howOld(site: Site, ages: NonNullable<Site['ages']>): Weighed[] {
  const { count: size, waitClass } = site;
  const evidence: Weighed[] = [];
  if (size < 5) return evidence;
  if (ages.spread >= 0.3 && ages.waves >= 3)
    evidence.push(
      speaksFor(
        isSettled(site) ? 4 : Math.min(24, 6 + 3 * ages.waves),
        `Their ids spread over ${percent(ages.spread)} of all that were given out: they came one after another while the program ran, and stayed.`,
      ),
    );
  else if (ages.waves <= 2)
    evidence.push(
      speaksAgainst(10, 'Their ids lie close together: they were started at once, as a pool is.'),
    );
  if (ages.cohorts >= 2)
    evidence.push(
      speaksFor(
        isSettled(site) ? 2 : 6,
        `They have waited for ${ages.cohorts} different times: they came in waves.`,
      ),
    );
  if (ages.movers >= 0.5 && waitClass !== 'cpu')
    evidence.push(
      speaksAgainst(
        2,
        'They wake now and then: younger goroutines have been waiting for minutes, these have not.',
      ),
    );
  return evidence;
}

/** The snapshots before say better whether they come and stay: they stopped coming, or some left. */
function isSettled({ counts, lives }: Site): boolean {
  if (counts.length < 2) return false;
  return counts[counts.length - 1] <= counts[counts.length - 2] || (lives !== null && leftShare(lives) > 0.1);
}

function percent(share: number): string {
  return `${Math.round(share * 100)} %`;
}
