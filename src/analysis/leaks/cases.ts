import { compareText } from '../../base/strings.ts';
import { describe, type Judged } from './describe.ts';
import type { Evidence, Finding } from './finding.ts';
import { formatIgnore, type IgnoreRule, ignorer } from './ignore.ts';

type Shared =
  | 'key'
  | 'score'
  | 'counts'
  | 'unit'
  | 'function'
  | 'root'
  | 'createdBy'
  | 'wait'
  | 'state'
  | 'rule'
  | 'pattern';

/**
 * A judged site, or a finding of a document beside: what ordering, merging and ignoring look at. It becomes a finding
 * only if it is listed: a dump of 65,000 stacks has as many cases.
 */
export interface Case extends Pick<Finding, Shared> {
  readonly confidence: Finding['confidence'] | null;
  /** Evidence from elsewhere. */
  readonly more: readonly Evidence[];
  /** Set if a rule of the user's ignores it. */
  readonly ignoredBy: string | null;
  finding(one: Case): Finding;
}

export function caseOf(judged: Judged): Case {
  const { site, rule, verdict } = judged;
  return {
    key: site.key,
    score: verdict.score,
    counts: site.counts,
    unit: 'goroutines',
    function: site.function,
    root: site.root,
    createdBy: site.createdBy,
    wait: site.wait,
    state: site.state,
    rule: rule.id,
    pattern: rule.pattern,
    confidence: verdict.confidence,
    more: [],
    ignoredBy: null,
    finding: (one) => extended(describe(judged), one),
  };
}

function extended(finding: Finding, { more, ignoredBy, key }: Case): Finding {
  if (more.length === 0 && ignoredBy === null && key === finding.key) return finding;
  return { ...finding, key, evidence: [...finding.evidence, ...more], why: ignoredBy ?? finding.why };
}

/** What other documents tell of a place that the snapshots show is evidence there; the rest are cases of their own. */
export function withFindings(cases: readonly Case[], findings: readonly Finding[]): readonly Case[] {
  if (findings.length === 0) return cases;
  const all = [...cases];
  const known = new Map(cases.map((one, index) => [placeText(one), index]));
  const keys = new Set(cases.map(({ key }) => key));
  for (const finding of findings) {
    const index = finding.unit === 'goroutines' ? known.get(placeText(finding)) : undefined;
    if (index !== undefined) {
      const text = `${finding.source === 'trace' ? 'The trace' : 'The heap'} shows it too: ${finding.title}.`;
      all[index] = { ...all[index], more: [...all[index].more, { isFor: true, text }] };
      continue;
    }
    const key = keys.has(finding.key) ? `${finding.source}:${finding.key}` : finding.key;
    keys.add(key);
    all.push({ ...finding, key, more: [], ignoredBy: null, finding: (one) => extended(finding, one) });
  }
  return all;
}

function placeText({ function: name, root, wait }: Case | Finding): string {
  return `${name}\n${root}\n${wait ?? ''}`;
}

/** Ignored cases stay in sight, among the harmless, with the rule as the reason. */
export function withoutIgnored(cases: readonly Case[], rules: readonly IgnoreRule[]): readonly Case[] {
  if (rules.length === 0) return cases;
  const ruleOf = ignorer(rules);
  return cases.map((one) => {
    const rule = one.confidence === null ? null : ruleOf(one);
    if (rule === null) return one;
    return { ...one, confidence: null, ignoredBy: `ignored by your rule "${formatIgnore(rule.conditions)}"` };
  });
}

const rank = { certain: 0, likely: 1, possible: 2 } as const;

export function worstFirst(a: Case, b: Case): number {
  if (a.confidence === null || b.confidence === null) return largestFirst(a, b);
  return rank[a.confidence] - rank[b.confidence] || b.score - a.score || largestFirst(a, b);
}

export function largestFirst(a: Case, b: Case): number {
  return lastOf(b.counts) - lastOf(a.counts) || compareText(a.key, b.key);
}

function lastOf(counts: readonly number[]): number {
  return counts[counts.length - 1] ?? 0;
}
