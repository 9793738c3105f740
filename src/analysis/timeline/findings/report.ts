import type { Pace } from '../../../base/pace.ts';
import { GoState, type Trace, TraceGoroutineFlag } from '../../../model/trace.ts';
import { Case, withoutIgnored, worstFirst } from '../../leaks/cases.ts';
import type { Beside } from '../../leaks/contributor.ts';
import { contributors } from '../../leaks/contributors.ts';
import type { Finding, LeakReport, SnapshotSummary } from '../../leaks/finding.ts';
import { ignoreNotices, parseIgnore } from '../../leaks/ignore.ts';
import { listed } from '../../leaks/listed.ts';
import { traceLeaks } from './leaks.ts';

/** The leak report of traces when no goroutine snapshot is open: the end of the last trace stands for one. */
export async function traceReport({ beside, question }: Beside, pace: Pace): Promise<LeakReport> {
  const traces = beside.flatMap(({ doc, document }) =>
    document.kind === 'trace' ? [{ doc, trace: document }] : [],
  );
  const found: Finding[] = [];
  for (const contribute of contributors) found.push(...(await contribute({ beside, question }, pace)));
  const ignore = parseIgnore(question.ignore);
  const cases = withoutIgnored(found.map(Case.of), ignore.rules);
  const ignored = cases.filter(({ confidence }) => confidence === null);
  const last = traces.at(-1);
  const benign = last === undefined ? [] : (await traceLeaks(last.trace, pace)).benign;
  const findings = cases.filter(({ confidence }) => confidence !== null).sort(worstFirst);
  return {
    snapshots: last === undefined ? [] : [endOf(last.doc, last.trace)],
    perMinute: null,
    doublingMinutes: null,
    trendRefused: null,
    goVersion: last?.trace.origin.goVersion ?? null,
    program: last?.trace.origin.program ?? null,
    survivors: null,
    groupsGrown: found.filter(({ growthPerMinute }) => growthPerMinute !== null).length,
    ...listed(
      findings.map((one) => one.finding()),
      [...ignored.map((one) => one.finding()), ...benign],
      question.limit,
    ),
    explanation: [],
    notices: [
      ...ignoreNotices(ignore),
      ...beside.flatMap(({ doc, document }) =>
        document.notices.map(({ code, text }) => ({ doc, code, text })),
      ),
    ],
  };
}

/** Goroutines alive at the end of a trace. */
function endOf(doc: string, trace: Trace): SnapshotSummary {
  const { goroutines, origin } = trace;
  let total = 0;
  let system = 0;
  for (let g = 0; g < goroutines.length; g++) {
    if (goroutines.final[g] === GoState.none) continue;
    total++;
    if ((goroutines.flags[g] & TraceGoroutineFlag.system) !== 0) system++;
  }
  const timeMs =
    origin.timeMs === null
      ? null
      : origin.timeMs + (origin.timeFrom === 'capture' ? trace.durationNs / 1e6 : 0);
  return { doc, name: origin.name, timeMs, total, system };
}
