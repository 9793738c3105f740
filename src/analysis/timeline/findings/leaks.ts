import { change, span as duration, count as figure } from '../../../base/figures.ts';
import type { Pace } from '../../../base/pace.ts';
import { timeAt } from '../../../base/split-times.ts';
import { compareText } from '../../../base/strings.ts';
import type { Trace } from '../../../model/trace.ts';
import { numbers } from '../../leaks/evidence/numbers.ts';
import { innocence, prior } from '../../leaks/evidence/prior.ts';
import type { Finding } from '../../leaks/finding.ts';
import { evidenceOf, type Verdict, weighUp } from '../../leaks/judge.ts';
import type { Match, Rule, Scene } from '../../leaks/rule.ts';
import { ruleFor } from '../../leaks/rules.ts';
import { sceneOf } from '../../leaks/scene.ts';
import { speaksAgainst, speaksFor, type Weighed } from '../../leaks/weigh.ts';
import { shortName } from '../../names.ts';
import type { TraceFinding } from '../figure-questions.ts';
import { type TraceSite, traceSites } from './trace-sites.ts';

export interface TraceLeaks {
  /** Worst first. */
  readonly findings: readonly TraceFinding[];
  /** Groups that are no leak, as far as the trace tells, with `why`; largest first. Judged again on first need. */
  readonly benign: readonly TraceFinding[];
}

/** Goroutines that stand still at the end of a trace, judged by the rules that judge dumps. */
export async function traceLeaks(trace: Trace, pace: Pace): Promise<TraceLeaks> {
  const known = leaksOf.get(trace);
  if (known !== undefined) return known;
  const leaks = await findLeaks(trace, pace);
  leaksOf.set(trace, leaks);
  return leaks;
}

const leaksOf = new WeakMap<Trace, TraceLeaks>();

async function findLeaks(trace: Trace, pace: Pace): Promise<TraceLeaks> {
  const sites = await traceSites(trace, pace);
  const scene = sceneOf(sites, 1, null);
  // Most of them are benign: what was judged of those is let go of at once.
  const described = (areBenign: boolean): TraceFinding[] => {
    const found: TraceFinding[] = [];
    for (const site of sites) {
      const judged = judge(trace, site, scene);
      if ((judged.verdict.confidence === null) === areBenign) found.push(describe(trace, judged));
    }
    return found;
  };
  const largest = (a: Finding, b: Finding): number => b.counts[0] - a.counts[0] || compareText(a.key, b.key);
  let benign: readonly TraceFinding[] | null = null;
  return {
    findings: described(false).sort((a, b) => b.score - a.score || largest(a, b)),
    get benign() {
      benign ??= described(true).sort(largest);
      return benign;
    },
  };
}

function judge(trace: Trace, site: TraceSite, scene: Scene): Judged {
  const { rule, match } = ruleFor(site, scene);
  const evidence = prior(site).concat(innocence(site), numbers(site), traceEvidence(trace, site));
  return { site, rule, match, verdict: capped(site, match, weighUp(site, match, scene, evidence)) };
}

/** Waits that may be meant to last as long as the program. */
const patient = new Set(['receive', 'select', 'cond', 'sleep', 'io', 'syscall', 'other']);

/** Goroutines that came at once may be a pool, or one per peer: likely is only what keeps coming. */
function capped(site: TraceSite, match: Match, verdict: Verdict): Verdict {
  const isSure = match.isProof === true || site.slices >= 3 || !patient.has(site.waitClass);
  return isSure || verdict.confidence === null ? verdict : { ...verdict, confidence: 'possible' };
}

/** What only a trace shows: who never ran again, who came and went meanwhile, who came back from the same wait. */
function traceEvidence(trace: Trace, site: TraceSite): Weighed[] {
  const { count, parked, births, deaths, woken, slices, sinceNs } = site;
  const evidence: Weighed[] = [];
  const long = duration((trace.durationNs - (parked > 0 ? sinceNs : 0)) / 1e6);
  if (parked === count)
    evidence.push(
      speaksFor(
        10,
        `None of them ran again: the oldest has stood still for ${sinceNs <= 0 ? 'all of' : 'the last'} ${long} of the trace.`,
      ),
    );
  else if (parked * 2 < count)
    evidence.push(
      speaksAgainst(30, `${figure(count - parked)} of them have run lately, and wait as they did before.`),
    );
  if (site.uncertain > 0)
    evidence.push(
      speaksAgainst(
        10,
        `${figure(site.uncertain)} passed through a part of the trace that could only be read by best effort.`,
      ),
    );
  if (site.wait === null && site.state === 'waiting')
    evidence.push(speaksAgainst(40, 'The trace does not say what they wait for.'));
  if (site.stack.length > 0 && site.stack.every(({ origin }) => origin !== 'user'))
    evidence.push(speaksAgainst(15, 'No frame of theirs is in your own code: a library made them.'));
  if (woken > 0)
    evidence.push(
      speaksAgainst(
        Math.min(40, 10 + 10 * Math.log10(woken)),
        `${figure(woken)} waits at this place came to an end in the trace.`,
      ),
    );
  if (woken > 0 && parked < count && site.waitClass === 'lock')
    evidence.push(speaksAgainst(40, 'The lock is released time and again: it is contended, not lost.'));
  if (deaths > 0.3 * count)
    evidence.push(
      speaksAgainst(30, `${figure(deaths)} goroutines of this start function ended meanwhile: they do end.`),
    );
  else if (births >= 2 && deaths <= 0.02 * births) {
    evidence.push(
      speaksFor(
        12,
        `${figure(births)} were created in the trace, and ${deaths === 0 ? 'none' : figure(deaths)} ended.`,
      ),
    );
    if (slices >= 5)
      evidence.push(speaksFor(28, 'They were created one after another, all through the trace.'));
    else if (slices >= 3) evidence.push(speaksFor(20, 'They were created at several times in the trace.'));
  }
  return evidence;
}

interface Judged {
  readonly site: TraceSite;
  readonly rule: Rule;
  readonly match: Match;
  readonly verdict: Verdict;
}

function describe(trace: Trace, { site, rule, match, verdict }: Judged): TraceFinding {
  const minutes = trace.durationNs / 60e9;
  const grows = site.slices >= 3 && site.deaths <= 0.02 * site.births && minutes > 0;
  return {
    about: 'leak',
    window: Number.isNaN(site.sinceNs) ? null : { startNs: site.sinceNs, endNs: trace.durationNs },
    filter: site.members.length === 1 ? `#${timeAt(trace.goroutines.id, site.members[0])}` : site.root,
    key: site.key,
    rule: rule.id,
    pattern: rule.pattern,
    title: titleOf(site, grows ? site.births / minutes / 60 : 0),
    confidence: verdict.confidence ?? 'possible',
    score: verdict.score,
    source: 'trace',
    state: site.state,
    wait: site.wait,
    isWaitInferred: site.isWaitInferred,
    function: site.function,
    root: site.root,
    createdBy: site.createdBy,
    counts: site.counts,
    unit: 'goroutines',
    growthPerMinute: grows ? site.births / minutes : null,
    doublingMinutes: null,
    oldestMinutes: Number.isNaN(site.sinceNs) ? null : (trace.durationNs - site.sinceNs) / 60e9,
    stack: site.stack,
    evidence: evidenceOf(verdict),
    fix: match.fix ?? rule.fix,
    reference: rule.reference,
    goroutineIds: site.ids,
    labels: {},
    why: verdict.confidence === null ? whyNot(site, verdict) : null,
  };
}

function whyNot(site: TraceSite, verdict: Verdict): string {
  if (site.harmless !== null) return site.harmless.why;
  if (site.function === '') return 'the trace holds neither their name nor their stack';
  const against = evidenceOf(verdict).find(({ isFor }) => !isFor);
  if (against !== undefined) return against.text;
  return site.births === 0 ? 'waited before the trace began, and no more came' : 'nothing speaks for a leak';
}

function titleOf(site: TraceSite, perSecond: number): string {
  const { count, parked, wait, state, createdBy } = site;
  const are = count === 1 ? 'goroutine is' : 'goroutines are';
  const where = wait !== null ? `parked in ${wait}` : state === 'waiting' ? 'parked' : `in ${state}`;
  const at = site.function === '' ? '' : ` at ${shortName(site.function)}`;
  const by = createdBy === null ? '' : `, created by ${shortName(createdBy.function)}`;
  const never = parked === count ? ' and never ran again' : '';
  const rate = perSecond > 0 ? ` (${change(Math.max(1, Math.round(perSecond)))} a second)` : '';
  return `${figure(count)} ${are} ${where}${at}${by}${never}${rate}`;
}
