import type { Pace } from '../../base/pace.ts';
import type { Document } from '../../model/document.ts';
import type { Goroutines } from '../../model/goroutines.ts';
import type { Profile } from '../../model/profile.ts';
import { harmlessBy } from '../harmless.ts';
import type { DocId } from '../ids.ts';
import { differentRuns, inTimeOrder } from '../series/order.ts';
import { doublingMinutes, growthPerMinute } from '../series/trend.ts';
import { type Snapshot, snapshotOf } from '../snapshot.ts';
import { StackLines } from '../stack-lines.ts';
import { Case, largestFirst, withFindings, withoutIgnored, worstFirst } from './cases.ts';
import { contributors } from './contributors.ts';
import { describe, type Judged } from './describe.ts';
import { explain } from './explain.ts';
import type { Finding, LeakQuestion, LeakReport, SnapshotSummary } from './finding.ts';
import { ignoreNotices, parseIgnore } from './ignore.ts';
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
  const current = snapshots[snapshots.length - 1];
  const trendRefused = differentRuns(snapshots);
  const compared = trendRefused === null ? snapshots : snapshots.slice(-1);
  const times = timesMs.slice(-compared.length);
  const sites = await sitesOf(compared, await leakedPlaces(beside, pace), pace);
  const scene = sceneOf(sites, compared.length, current);
  const first = compared.length > 1 ? compared[0] : null;
  const judged = (site: Site): Judged => {
    const { rule, match } = ruleFor(site, scene);
    return { site, rule, match, verdict: judge(site, match, scene), first, current, times };
  };
  const tell = (site: Site): Finding => describe(judged(site));
  const cases: Case[] = [];
  for (const site of sites) {
    const { rule, verdict } = judged(site);
    const { score, confidence } = verdict;
    cases.push(Case.of({ site, rule, score, confidence, tell }));
    if (pace.isDue()) await pace.breathe(cases.length, sites.length);
  }
  const contributed: Finding[] = [];
  for (const contribute of contributors) contributed.push(...(await contribute({ beside, question }, pace)));
  const ignore = parseIgnore(question.ignore);
  const all = withoutIgnored(withFindings(cases, contributed), ignore.rules);
  const found = all.filter(({ confidence }) => confidence !== null).sort(worstFirst);
  const benign = all.filter(({ confidence }) => confidence === null).sort(largestFirst);
  const list = listed(found, benign, question.limit);
  const totals = compared.map((snapshot) => snapshot.total);
  const perMinute = growthPerMinute(totals, times);
  return {
    snapshots: snapshots.map((snapshot, index) => summaryOf(snapshot, timesMs[index])),
    perMinute,
    doublingMinutes: doublingMinutes(totals[totals.length - 1] ?? 0, perMinute),
    trendRefused,
    goVersion: current.origin.goVersion ?? null,
    program: current.origin.program ?? null,
    survivors: survivorsOf(sites),
    groupsGrown: sites.filter(({ counts }) => counts[counts.length - 1] > counts[0]).length,
    ...list,
    findings: list.findings.map((one) => one.finding()),
    benign: list.benign.map((one) => one.finding()),
    explanation: current.dump === null ? [] : explain(current.dump),
    notices: [...ignoreNotices(ignore), ...noticesOf([...given, ...beside])],
  };
}

function summaryOf(snapshot: Snapshot, timeMs: number | null): SnapshotSummary {
  return {
    doc: snapshot.doc,
    name: snapshot.origin.name,
    timeMs,
    total: snapshot.total,
    system: countSystem(snapshot),
  };
}

/** Goroutines of the runtime itself, which user-level dumps and profiles hide. */
function countSystem(snapshot: Snapshot): number {
  const lines = StackLines.of(snapshot);
  const known = new Map<number, boolean>();
  let system = 0;
  for (let row = 0; row < snapshot.length; row++) {
    const stack = snapshot.stack[row];
    let isSystem = known.get(stack);
    if (isSystem === undefined) {
      const shown = lines.of(stack);
      const isOfRuntime = shown[shown.length - 1]?.origin === 'runtime';
      isSystem = isOfRuntime && harmlessBy(shown)?.kind === 'system';
      known.set(stack, isSystem);
    }
    if (isSystem) system += snapshot.count[row];
  }
  return system;
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
