import { count } from '../../base/figures.ts';
import { idsOf, sharedLabels } from '../groups/describe-rows.ts';
import { shortName } from '../names.ts';
import { doublingMinutes, growthPerMinute } from '../series/trend.ts';
import type { Snapshot } from '../snapshot.ts';
import type { Finding } from './finding.ts';
import { evidenceOf, type Verdict } from './judge.ts';
import type { Match, Rule } from './rule.ts';
import { type Site, siteKey } from './site.ts';
import { variantsOf } from './variants.ts';

export interface Judged {
  readonly site: Site;
  readonly rule: Rule;
  readonly match: Match;
  readonly verdict: Verdict;
  /** Null with one snapshot. */
  readonly first: Snapshot | null;
  /** The last snapshot. */
  readonly current: Snapshot;
  /** Parallel to the site's counts. */
  readonly times: readonly (number | null)[];
}

const idsKept = 1000;

/** A judged site as the finding that pages, reports and the command line show. */
export function describe({ site, rule, match, verdict, first, current, times }: Judged): Finding {
  const perMinute = growthPerMinute(site.counts, times);
  return {
    key: siteKey(site),
    rule: rule.id,
    pattern: rule.pattern,
    title: titleOf(site),
    confidence: verdict.confidence ?? 'possible',
    score: verdict.score,
    source: 'goroutines',
    state: site.state,
    wait: site.wait,
    isWaitInferred: site.isWaitInferred,
    function: site.function,
    root: site.root,
    createdBy: site.createdBy ?? site.createdEarlier,
    counts: site.counts,
    unit: 'goroutines',
    growthPerMinute: perMinute,
    doublingMinutes: doublingMinutes(site.count, perMinute),
    oldestMinutes: site.waitMinutes?.max ?? null,
    stack: site.stack,
    variants: variantsOf(site.stack, first === null ? null : { snapshot: first, rows: site.rowsBefore }, {
      snapshot: current,
      rows: site.rows,
    }),
    evidence: evidenceOf(verdict),
    fix: match.fix ?? rule.fix,
    reference: rule.reference,
    goroutineIds: idsOf(current, site.rows)?.slice(0, idsKept) ?? [],
    labels: sharedLabels(current, site.rows),
    why: verdict.confidence === null ? whyHarmless(site, verdict) : null,
  };
}

function whyHarmless(site: Site, verdict: Verdict): string {
  if (site.harmless !== null) return site.harmless.why;
  return evidenceOf(verdict).find(({ isFor }) => !isFor)?.text ?? 'nothing speaks for a leak';
}

const stateWords: Readonly<Record<string, string>> = { syscall: 'in a system call' };

function titleOf(site: Site): string {
  const size = count(site.count);
  const are = site.count === 1 ? 'goroutine is' : 'goroutines are';
  const where = site.wait === null ? (stateWords[site.state] ?? site.state) : `parked in ${site.wait}`;
  const isYours = site.stack.some(({ function: name, origin }) => name === site.function && origin !== 'std');
  const place = isYours || site.root === '' ? site.function : site.root;
  const creator = site.createdBy ?? site.createdEarlier;
  const by = creator === null ? '' : `, created by ${shortName(creator.function)}`;
  return `${size} ${are} ${where} at ${shortName(place)}${by}`;
}
