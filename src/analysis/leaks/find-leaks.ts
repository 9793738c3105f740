import type { Pace } from '../../base/pace.ts';
import { compareText } from '../../base/strings.ts';
import type { Document } from '../../model/document.ts';
import type { Goroutines } from '../../model/goroutines.ts';
import type { Profile } from '../../model/profile.ts';
import type { DocId } from '../ids.ts';
import { differentRuns, inTimeOrder } from '../series/order.ts';
import { doublingMinutes, growthPerMinute } from '../series/trend.ts';
import { type Snapshot, snapshotOf } from '../snapshot.ts';
import { contributors } from './contributors.ts';
import { describe } from './describe.ts';
import { explain } from './explain.ts';
import type { Finding, LeakQuestion, LeakReport, SnapshotSummary } from './finding.ts';
import { formatIgnore, type IgnoreFile, type IgnoreRule, ignorer, parseIgnore } from './ignore.ts';
import { judge } from './judge.ts';
import { leakedPlaces } from './leak-profile.ts';
import { listed } from './listed.ts';
import { ruleFor } from './rules.ts';
import { sceneOf } from './scene.ts';
import type { Site } from './site.ts';
import { sitesOf } from './sites.ts';

export interface Given<D extends Document> {
  readonly doc: DocId;
  readonly document: D;
}

export interface LeakInput {
  readonly question: LeakQuestion;
  /** As in the question. */
  readonly snapshots: readonly Given<Goroutines | Profile>[];
  readonly beside: readonly Given<Document>[];
}

/** The leak report of snapshots of one program, with what heap profiles, leak profiles and traces beside add. */
export async function findLeaks(
  { question, snapshots: given, beside }: LeakInput,
  pace: Pace,
): Promise<LeakReport> {
  const read: Snapshot[] = [];
  for (const { doc, document } of given) read.push(await snapshotOf(doc, document, pace));
  const { snapshots, timesMs } = inTimeOrder(read, question.times);
  const trendRefused = differentRuns(snapshots);
  const compared = trendRefused === null ? snapshots : snapshots.slice(-1);
  const times = timesMs.slice(-compared.length);
  const sites = await sitesOf(compared, await leakedPlaces(beside, pace), pace);
  const scene = sceneOf(sites, compared.length, compared[compared.length - 1]);
  const judged: Finding[] = [];
  for (const site of sites) {
    const { rule, match } = ruleFor(site, scene);
    judged.push(describe({ site, rule, match, verdict: judge(site, match, scene), times }));
    if (pace.isDue()) await pace.breathe(judged.length, sites.length);
  }
  for (const contribute of contributors) addTo(judged, await contribute({ beside, question }, pace));
  const ignore = parseIgnore(question.ignore);
  const all = withoutIgnored(judged, ignore.rules);
  const findings = all.filter(({ why }) => why === null).sort(worstFirst);
  const benign = all.filter(({ why }) => why !== null);
  benign.sort((a, b) => lastCount(b) - lastCount(a) || compareText(a.key, b.key));
  const totals = compared.map((snapshot) => snapshot.total);
  const perMinute = growthPerMinute(totals, times);
  const current = snapshots[snapshots.length - 1];
  return {
    snapshots: snapshots.map((snapshot, index) => summaryOf(snapshot, timesMs[index])),
    perMinute,
    doublingMinutes: doublingMinutes(totals[totals.length - 1] ?? 0, perMinute),
    trendRefused,
    goVersion: current?.origin.goVersion ?? null,
    program: current?.origin.program ?? null,
    survivors: survivorsOf(sites),
    groupsGrown: sites.filter(({ counts }) => counts[counts.length - 1] > counts[0]).length,
    ...listed(findings, benign, question.limit),
    explanation: current?.dump == null ? [] : explain(current.dump),
    notices: [...ignoreNotices(ignore), ...noticesOf([...given, ...beside])],
  };
}

/** What other documents tell of a place that the snapshots show is evidence there; the rest are findings of their own. */
function addTo(judged: Finding[], contributed: readonly Finding[]): void {
  const known = new Map(judged.map((finding, index) => [placeText(finding), index]));
  const keys = new Set(judged.map(({ key }) => key));
  for (const finding of contributed) {
    const index = finding.unit === 'goroutines' ? known.get(placeText(finding)) : undefined;
    if (index !== undefined) {
      const text = `${finding.source === 'trace' ? 'The trace' : 'The heap'} shows it too: ${finding.title}.`;
      const before = judged[index];
      judged[index] = { ...before, evidence: [...before.evidence, { isFor: true, text }] };
      continue;
    }
    const key = keys.has(finding.key) ? `${finding.source}:${finding.key}` : finding.key;
    keys.add(key);
    judged.push({ ...finding, key });
  }
}

function placeText({ function: name, root, wait }: Finding): string {
  return `${name}\n${root}\n${wait ?? ''}`;
}

/** Ignored findings stay in sight, among the harmless, with the rule as the reason. */
function withoutIgnored(judged: readonly Finding[], rules: readonly IgnoreRule[]): readonly Finding[] {
  if (rules.length === 0) return judged;
  const ruleOf = ignorer(rules);
  return judged.map((finding) => {
    const rule = finding.why === null ? ruleOf(finding) : null;
    return rule === null
      ? finding
      : { ...finding, why: `ignored by your rule "${formatIgnore(rule.conditions)}"` };
  });
}

function ignoreNotices({ errors }: IgnoreFile): LeakReport['notices'] {
  return errors.map(({ line, text }) => ({
    doc: '',
    code: 'ignore-rule',
    text: `Ignore rules, line ${line}: ${text}.`,
  }));
}

const rank = { certain: 0, likely: 1, possible: 2 } as const;

function worstFirst(a: Finding, b: Finding): number {
  return (
    rank[a.confidence] - rank[b.confidence] ||
    b.score - a.score ||
    lastCount(b) - lastCount(a) ||
    compareText(a.key, b.key)
  );
}

function lastCount({ counts }: Finding): number {
  return counts[counts.length - 1] ?? 0;
}

function summaryOf(snapshot: Snapshot, timeMs: number | null): SnapshotSummary {
  return {
    doc: snapshot.doc,
    name: snapshot.origin.name,
    timeMs: timeMs ?? snapshot.origin.timeMs,
    total: snapshot.total,
    system: 0,
  };
}

/** Null without ids, or with one snapshot. */
function survivorsOf(sites: readonly Site[]): number | null {
  let survivors = 0;
  for (const { lives, waitClass } of sites) {
    if (lives === null) return null;
    if (waitClass !== 'cpu' && waitClass !== 'system') survivors += lives.survivors;
  }
  return sites.length === 0 ? null : survivors;
}

function noticesOf(documents: readonly Given<Document>[]): LeakReport['notices'] {
  return documents.flatMap(({ doc, document }) =>
    document.notices.map(({ code, text }) => ({ doc, code, text })),
  );
}
