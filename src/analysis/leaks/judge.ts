import type { WaitClass } from '../waits/wait-class.ts';
import { comingAndGoing, hasStopped } from './evidence/lives.ts';
import { numbers } from './evidence/numbers.ts';
import { innocence, isStructured, prior } from './evidence/prior.ts';
import type { Confidence, Evidence } from './finding.ts';
import type { Match, Scene } from './rule.ts';
import type { Lives, Site } from './site.ts';
import { speaksFor, type Weighed } from './weigh.ts';

export interface Verdict {
  readonly score: number;
  /** Null: not worth a finding. */
  readonly confidence: Confidence | null;
  readonly evidence: readonly Weighed[];
}

/** Least score of each confidence. */
export const bands = { certain: 75, likely: 42, possible: 26 } as const;

/** All evidence of a site added up. */
export function judge(site: Site, match: Match, scene: Scene): Verdict {
  const others = prior(site);
  others.push(
    ...innocence(site),
    ...fromCrash(site, scene),
    ...numbers(site),
    ...comingAndGoing(site, scene),
  );
  return weighUp(site, match, scene, others);
}

/** A verdict from a rule's own evidence and what else is known of the site. */
export function weighUp(site: Site, match: Match, scene: Scene, others: readonly Weighed[]): Verdict {
  const evidence: Weighed[] = [];
  let score = 0;
  for (const list of [match.evidence, others]) {
    for (const one of list) {
      if (one.points === 0 || (match.isAboutHarmless === true && one.excusedBy === 'nature')) continue;
      evidence.push(one);
      score += one.points;
    }
  }
  return { score, confidence: confidenceOf(site, match, scene, score), evidence };
}

/** As it is shown: strongest first, without points. */
export function evidenceOf({ evidence }: Verdict): Evidence[] {
  return [...evidence]
    .sort((a, b) => Math.abs(b.points) - Math.abs(a.points))
    .map(({ isFor, text }) => ({ isFor, text }));
}

/** What the program itself said when it printed the dump. */
function fromCrash(site: Site, { crash }: Scene): Weighed[] {
  if (site.harmless?.kind === 'system') return [];
  if (crash?.kind === 'deadlock')
    return [speaksFor(100, 'The runtime found a deadlock: no goroutine of the program can go on.')];
  if (crash?.kind === 'goleak')
    return [speaksFor(50, 'goleak found them still there when the test had ended.')];
  if (crash?.kind === 'timeout' && isTestCode(site))
    return [
      speaksFor(90, 'The test ran out of time, and this is the goroutine that runs it: here it hangs.'),
    ];
  return [];
}

/** A test, benchmark or example whose own code waits: not in the runner, for its turn (Parallel) or its subtests (Run). */
function isTestCode({ root, stack, waitClass }: Site): boolean {
  if (waitClass === 'cpu' || !root.startsWith('testing.')) return false;
  const own = stack.findIndex(({ origin }) => origin === 'user');
  return own >= 0 && stack.slice(0, own).every(({ function: name }) => !name.startsWith('testing.'));
}

function confidenceOf(site: Site, match: Match, scene: Scene, score: number): Confidence | null {
  if (site.harmless?.kind === 'system' && match.isAboutHarmless !== true) return null;
  if (match.isProof === true || site.leaked > 0 || scene.crash?.kind === 'deadlock') return 'certain';
  const band = bandOf(score);
  if (band === null) return null;
  const most = highest(site, match, scene);
  return rank[band] > rank[most] ? band : most;
}

const rank = { certain: 0, likely: 1, possible: 2 } as const;

function bandOf(score: number): Confidence | null {
  if (score >= bands.certain) return 'certain';
  if (score >= bands.likely) return 'likely';
  return score >= bands.possible ? 'possible' : null;
}

/** Waits in which growth without end can be nothing but a leak. */
const blocked: ReadonlySet<WaitClass> = new Set(['send', 'receive', 'lock', 'waitgroup', 'cond', 'forever']);

/**
 * The most that may be said without proof. Goroutines as many as there are peers grow with the peers: possible.
 * Certain takes three snapshots, growth to the last, a wait that no timer and no peer ends, and ids that show that the
 * first ones are still there and none has ended or gone on.
 */
function highest(site: Site, match: Match, scene: Scene): Confidence {
  const { harmless, companionOf, waitClass, counts, lives } = site;
  const isDemand = harmless?.kind === 'demand' || companionOf !== null || waitClass === 'io';
  if (isDemand && match.isAboutHarmless !== true) return 'possible';
  if (scene.snapshots < 3 || hasStopped(counts) || !blocked.has(waitClass)) return 'likely';
  if (harmless !== null || isStructured(site)) return 'likely';
  return lives !== null && areStuck(lives) ? 'certain' : 'likely';
}

function areStuck({ first, survivors, deaths, moves }: Lives): boolean {
  return first >= 2 && survivors === first && deaths.every((n) => n === 0) && moves.every((n) => n === 0);
}
