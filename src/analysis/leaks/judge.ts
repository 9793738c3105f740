import { comingAndGoing } from './evidence/lives.ts';
import { numbers } from './evidence/numbers.ts';
import { prior } from './evidence/prior.ts';
import type { Confidence } from './finding.ts';
import type { Match, Scene } from './rules/rule.ts';
import type { Site } from './site.ts';
import type { Weighed } from './weigh.ts';

export interface Verdict {
  readonly score: number;
  /** Null: not worth a finding. */
  readonly confidence: Confidence | null;
  /** Strongest first. */
  readonly evidence: readonly Weighed[];
}

const bands = { certain: 75, likely: 42, possible: 26 } as const;

/** All evidence of a site added up. */
export function judge(site: Site, match: Match, scene: Scene): Verdict {
  return weighUp(site, match, [...prior(site), ...numbers(site), ...comingAndGoing(site, scene)]);
}

/** A verdict from a rule's own evidence and what else is known of the site. */
export function weighUp(site: Site, match: Match, others: readonly Weighed[]): Verdict {
  const evidence = [...match.evidence, ...others].sort((a, b) => Math.abs(b.points) - Math.abs(a.points));
  let score = 0;
  for (const { points } of evidence) score += points;
  return { score, confidence: match.isProof === true ? 'certain' : capped(site, bandOf(score)), evidence };
}

function bandOf(score: number): Confidence | null {
  if (score >= bands.certain) return 'certain';
  if (score >= bands.likely) return 'likely';
  return score >= bands.possible ? 'possible' : null;
}

/** What is as many as there are peers may grow by itself: it is never certain. */
function capped(site: Site, confidence: Confidence | null): Confidence | null {
  if (confidence !== 'certain' || site.leaked > 0) return confidence;
  const isDemand =
    site.harmless?.kind === 'demand' || site.waitClass === 'io' || site.waitClass === 'syscall';
  return isDemand ? 'likely' : 'certain';
}
