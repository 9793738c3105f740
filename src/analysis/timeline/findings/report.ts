import type { Pace } from '../../../base/pace.ts';
import { GoState, type Trace, TraceGoroutineFlag } from '../../../model/trace.ts';
import type { Beside } from '../../leaks/contributor.ts';
import { contributors } from '../../leaks/contributors.ts';
import type { Finding, LeakReport, SnapshotSummary } from '../../leaks/finding.ts';
import { listed } from '../../leaks/listed.ts';
import { traceLeaks } from './leaks.ts';

const rank = { certain: 0, likely: 1, possible: 2 } as const;

/** The leak report of traces when no goroutine snapshot is open: the end of the last trace stands for one. */
export async function traceReport({ beside, question }: Beside, pace: Pace): Promise<LeakReport> {
  const traces = beside.flatMap(({ doc, document }) =>
    document.kind === 'trace' ? [{ doc, trace: document }] : [],
  );
  const findings: Finding[] = [];
  for (const contribute of contributors) findings.push(...(await contribute({ beside, question }, pace)));
  findings.sort((a, b) => rank[a.confidence] - rank[b.confidence] || b.score - a.score);
  const last = traces.at(-1);
  const benign = last === undefined ? [] : (await traceLeaks(last.trace, pace)).benign;
  return {
    snapshots: last === undefined ? [] : [endOf(last.doc, last.trace)],
    perMinute: null,
    doublingMinutes: null,
    trendRefused: null,
    goVersion: last?.trace.origin.goVersion ?? null,
    program: last?.trace.origin.program ?? null,
    survivors: null,
    groupsGrown: findings.filter(({ growthPerMinute }) => growthPerMinute !== null).length,
    ...listed(findings, benign, question.limit),
    explanation: [],
    notices: beside.flatMap(({ doc, document }) =>
      document.notices.map(({ code, text }) => ({ doc, code, text })),
    ),
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
