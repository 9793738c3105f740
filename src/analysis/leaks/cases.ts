import { compareText } from '../../base/strings.ts';
import type { Evidence, Finding } from './finding.ts';
import { formatIgnore, type IgnoreRule, ignorer } from './ignore.ts';
import type { Rule } from './rule.ts';
import { type Site, siteKey } from './site.ts';

/** A judged site without its evidence, which `tell` finds again: a dump has 65,000 sites, and 500 are listed. */
export interface JudgedSite {
  readonly site: Site;
  readonly rule: Rule;
  readonly score: number;
  readonly confidence: Finding['confidence'] | null;
  readonly tell: (site: Site) => Finding;
}

/**
 * A judged site, or a finding of a document beside: what ordering, merging and ignoring look at. It becomes a finding
 * only if it is listed: a dump of 65,000 stacks has as many cases.
 */
export class Case {
  readonly subject: Subject;
  readonly score: number;
  /** Null for the harmless. */
  readonly confidence: Finding['confidence'] | null;
  readonly counts: readonly number[];
  readonly unit: Finding['unit'];
  private readonly source: JudgedSite | Finding;
  /** Evidence from elsewhere. */
  private readonly more: readonly Evidence[];
  /** Set if a rule of the user's ignores it. */
  private readonly ignoredBy: string | null;

  private constructor(
    source: JudgedSite | Finding,
    more: readonly Evidence[] = [],
    ignoredBy: string | null = null,
  ) {
    const isSite = 'site' in source;
    this.source = source;
    this.subject = isSite ? source.site : source;
    this.score = source.score;
    this.confidence = ignoredBy !== null ? null : source.confidence;
    this.counts = this.subject.counts;
    this.unit = isSite ? 'goroutines' : source.unit;
    this.more = more;
    this.ignoredBy = ignoredBy;
  }

  static of(source: JudgedSite | Finding): Case {
    return new Case(source);
  }

  get key(): string {
    return 'site' in this.source ? siteKey(this.source.site) : this.source.key;
  }

  get rule(): Pick<Finding, 'rule' | 'pattern'> {
    return 'site' in this.source
      ? { rule: this.source.rule.id, pattern: this.source.rule.pattern }
      : this.source;
  }

  with(evidence: Evidence): Case {
    return new Case(this.source, [...this.more, evidence], this.ignoredBy);
  }

  ignored(why: string): Case {
    return new Case(this.source, this.more, why);
  }

  finding(): Finding {
    const finding = 'site' in this.source ? this.source.tell(this.source.site) : this.source;
    if (this.more.length === 0 && this.ignoredBy === null) return finding;
    return {
      ...finding,
      evidence: [...finding.evidence, ...this.more],
      why: this.ignoredBy ?? finding.why,
    };
  }
}

type Subject = Pick<Finding, 'function' | 'root' | 'createdBy' | 'wait' | 'state' | 'counts'>;

/**
 * What other documents tell of a place that the snapshots show is evidence there; it takes the place of a group that the
 * snapshots alone do not suspect; the rest are cases of their own.
 */
export function withFindings(cases: readonly Case[], findings: readonly Finding[]): readonly Case[] {
  if (findings.length === 0) return cases;
  const all = [...cases];
  const known = new Map(cases.map((one, index) => [placeText(one.subject), index]));
  const keys = new Set(cases.map(({ key }) => key));
  for (const finding of findings) {
    if (finding.unit === 'bytes') tellAllocations(all, cases.length, finding);
    const index = finding.unit === 'goroutines' ? known.get(placeText(finding)) : undefined;
    if (index !== undefined && all[index].confidence === null) {
      all[index] = Case.of({ ...finding, counts: all[index].counts });
      continue;
    }
    if (index !== undefined) {
      const text = `${finding.source === 'trace' ? 'The trace' : 'The heap'} shows it too: ${finding.title}.`;
      all[index] = all[index].with({ isFor: true, text });
      continue;
    }
    const key = keys.has(finding.key) ? `${finding.source}:${finding.key}` : finding.key;
    keys.add(key);
    all.push(Case.of({ ...finding, key }));
  }
  return all;
}

/** Roots that all kinds of goroutines share: they tie nothing together. */
const commonRoots = new Set(['', 'runtime.main', 'main.main', 'net/http.(*conn).serve', 'testing.tRunner']);

/** Leaking goroutines that started where growing memory is allocated from: one explains the other. */
function tellAllocations(all: Case[], sites: number, { root, title }: Finding): void {
  if (commonRoots.has(root)) return;
  for (let i = 0; i < sites; i++) {
    if (all[i].confidence === null || all[i].subject.root !== root) continue;
    all[i] = all[i].with({ isFor: true, text: `What such goroutines allocate grows, too: ${title}.` });
  }
}

function placeText({ function: name, root, wait }: Subject): string {
  return `${name}\n${root}\n${wait ?? ''}`;
}

/** Ignored cases stay in sight, among the harmless, with the rule as the reason. */
export function withoutIgnored(cases: readonly Case[], rules: readonly IgnoreRule[]): readonly Case[] {
  if (rules.length === 0) return cases;
  const ruleOf = ignorer(rules);
  return cases.map((one) => {
    if (one.confidence === null) return one;
    const { function: name, createdBy, wait, state } = one.subject;
    const rule = ruleOf({ function: name, createdBy, wait, state, ...one.rule });
    return rule === null ? one : one.ignored(`ignored by your rule "${formatIgnore(rule.conditions)}"`);
  });
}

const rank = { certain: 0, likely: 1, possible: 2 } as const;

export function worstFirst(a: Case, b: Case): number {
  if (a.confidence === null || b.confidence === null) return largestFirst(a, b);
  return (
    rank[a.confidence] - rank[b.confidence] ||
    weight(b) - weight(a) ||
    largestFirst(a, b) ||
    compareText(a.key, b.key)
  );
}

/** Of two that are as sure, the larger is worse: tenfold as many weigh as much as a good piece of evidence. */
function weight({ score, unit, counts }: Case): number {
  return unit === 'goroutines' ? score + 12 * Math.log10(Math.max(1, lastOf(counts))) : score;
}

/** Those with as many goroutines stay in the order of the file. */
export function largestFirst(a: Case, b: Case): number {
  return lastOf(b.counts) - lastOf(a.counts);
}

function lastOf(counts: readonly number[]): number {
  return counts[counts.length - 1] ?? 0;
}
