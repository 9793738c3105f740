import { count } from '../../../base/figures.ts';
import type { WaitClass } from '../../waits/wait-class.ts';
import { leftShare } from '../lives.ts';
import type { Scene } from '../rule.ts';
import type { Lives, Site } from '../site.ts';
import { speaksAgainst, speaksFor, type Weighed } from '../weigh.ts';

/** Waits in which idle pools and sessions rest as well: growth that stops is what a pool does. */
const poolWaits: ReadonlySet<WaitClass> = new Set([
  'receive',
  'select',
  'cond',
  'sleep',
  'io',
  'syscall',
  'cpu',
]);

/** What the snapshots before say: growth, and by id births, deaths and survivors. */
export function comingAndGoing(site: Site, scene: Scene): Weighed[] {
  if (scene.snapshots < 2)
    return [
      speaksAgainst(1, 'Only one snapshot: a second one, minutes later, would show whether they grow.'),
    ];
  return [...growth(site), ...(site.lives === null ? [] : byId(site, site.lives))];
}

function growth({ counts, waitClass }: Site): Weighed[] {
  const from = counts[0];
  const to = counts[counts.length - 1];
  const grew = `Grew from ${count(from)} to ${count(to)}`;
  if (to <= from)
    return [
      speaksAgainst(
        counts.length >= 3 ? 18 : 14,
        to === from ? `Did not grow: ${count(to)} as before.` : `Fell from ${count(from)} to ${count(to)}.`,
      ),
    ];
  if (hasStopped(counts))
    return [
      speaksFor(8, `${grew}.`),
      speaksAgainst(
        poolWaits.has(waitClass) ? 22 : 8,
        'It grew no more in the last interval: a pool does that when it is full.',
      ),
    ];
  const most = counts.length === 2 ? 26 : 34;
  const strength = significance(from, to) * (isBurst(counts) ? 0.4 : 1);
  const over =
    counts.length === 2
      ? ''
      : isBurst(counts)
        ? ', all in the last interval'
        : ` over ${counts.length} snapshots`;
  return [speaksFor(most * steadiness(counts) * strength, `${grew}${over}.`)];
}

function byId({ counts }: Site, lives: Lives): Weighed[] {
  const evidence: Weighed[] = [];
  const { births, deaths, moves, first, survivors } = lives;
  const born = sum(births);
  const dead = sum(deaths);
  const moved = sum(moves);
  const isGrowing = !hasStopped(counts) && born > 0;
  const dumps = births.length + 1;
  const byIds = dumps === counts.length ? 'By their ids' : `By their ids in ${dumps} dumps`;
  if (moved + dead > 0)
    evidence.push(
      speaksAgainst(
        8 + 30 * Math.min(1, leftShare(lives) / 0.4),
        `${byIds} ${leftText(dead, moved, first + born)}.`,
      ),
    );
  else if (born >= 2)
    evidence.push(speaksFor(isGrowing ? 16 : 4, `${byIds} ${count(born)} came, and none ended or went on.`));
  if (survivors >= 2 && survivors >= 0.8 * first && born > 0)
    evidence.push(
      speaksFor(isGrowing ? 6 : 2, `${count(survivors)} of the first ${count(first)} are still here.`),
    );
  return evidence;
}

function leftText(dead: number, moved: number, everHere: number): string {
  const ended = dead > 0 ? `${count(dead)} of ${count(everHere)} ended meanwhile` : '';
  const went = moved > 0 ? `${count(moved)} of ${count(everHere)} went on to something else` : '';
  return ended !== '' && went !== ''
    ? `${ended} and ${count(moved)} went on to something else`
    : ended + went;
}

/** Nothing before the last snapshot, though there are three or more. */
function isBurst(counts: readonly number[]): boolean {
  return counts.length >= 3 && counts.slice(0, -1).every((one) => one === 0);
}

/** Grew before, but not from the last snapshot but one to the last. */
export function hasStopped(counts: readonly number[]): boolean {
  return counts.length >= 3 && counts[counts.length - 1] <= counts[counts.length - 2];
}

/** Between 0 and 1: how far the difference is from what coming and going by chance would make. */
function significance(from: number, to: number): number {
  const deviations = (to - from) / Math.sqrt(Math.max(1, Math.abs(from) + Math.abs(to)));
  const chance = Math.min(1, (deviations / 3) ** 1.5);
  return to >= 2 * from && to - from >= 5 ? Math.max(0.75, chance) : chance;
}

/** Mann–Kendall: 1 if every snapshot has more than all before it, 0 if as many rose as fell. */
function steadiness(counts: readonly number[]): number {
  let s = 0;
  for (let i = 0; i < counts.length; i++)
    for (let j = i + 1; j < counts.length; j++) s += Math.sign(counts[j] - counts[i]);
  return Math.max(0, s / ((counts.length * (counts.length - 1)) / 2));
}

function sum(values: readonly number[]): number {
  let total = 0;
  for (const value of values) total += value;
  return total;
}
