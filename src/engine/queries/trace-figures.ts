import type { DocId } from '../../analysis/ids.ts';
import { aliveCounts } from '../../analysis/timeline/alive.ts';
import { goroutinesById } from '../../analysis/timeline/by-id.ts';
import { criticalPath } from '../../analysis/timeline/critical-path.ts';
import { traceFacts } from '../../analysis/timeline/facts.ts';
import type {
  AliveCounts,
  AliveQuestion,
  GcTable,
  GoroutineIdsQuestion,
  GoroutineInTrace,
  LatencyMembers,
  LatencyMembersQuestion,
  LatencyQuestion,
  LogList,
  LogQuestion,
  MmuCurve,
  MmuQuestion,
  MmuWindow,
  MmuWindowsQuestion,
  ParkedGroup,
  PathQuestion,
  PathStep,
  RegionKind,
  RegionListQuestion,
  RegionRow,
  StateDiagram,
  TaskDetail,
  TaskKind,
  TaskListQuestion,
  TaskQuestion,
  TaskRow,
  TraceFacts,
  TraceFinding,
  WindowQuestion,
} from '../../analysis/timeline/figure-questions.ts';
import { parkedGroups } from '../../analysis/timeline/findings/parked-groups.ts';
import { traceFindings } from '../../analysis/timeline/findings/trace-findings.ts';
import { gcTable } from '../../analysis/timeline/gc-table.ts';
import { latencyHistogram, latencyMembers } from '../../analysis/timeline/latency.ts';
import { logList } from '../../analysis/timeline/logs.ts';
import { goroutineRow } from '../../analysis/timeline/lookup.ts';
import { mmuCurve, mmuWindows } from '../../analysis/timeline/mmu.ts';
import type { Histogram } from '../../analysis/timeline/question.ts';
import { regionKinds, regionList } from '../../analysis/timeline/regions.ts';
import { stateDiagram } from '../../analysis/timeline/state-diagram.ts';
import { taskDetail, taskKinds, taskList } from '../../analysis/timeline/tasks.ts';
import { type TraceSummary, traceSummary } from '../../analysis/timeline/trace-summary.ts';
import type { Handlers, Query } from '../query.ts';

interface OfTrace {
  readonly doc: DocId;
}

/** Tables and figures that go with a timeline. */
export interface TraceFigureQueries {
  traceFacts: Query<OfTrace, TraceFacts>;
  /** The figures of `unpark trace --json`; of every goroutine if `all`. */
  traceSummary: Query<OfTrace & { readonly all: boolean }, TraceSummary>;
  /** Leaks and signs of trouble, worst first. */
  traceFindings: Query<OfTrace, readonly TraceFinding[]>;
  /** Who never ran again, by place. */
  parkedGroups: Query<OfTrace, readonly ParkedGroup[]>;
  mmu: Query<MmuQuestion, MmuCurve>;
  /** The worst windows of a size, worst first; they do not overlap. */
  mmuWindows: Query<MmuWindowsQuestion, readonly MmuWindow[]>;
  latency: Query<LatencyQuestion, Histogram>;
  latencyMembers: Query<LatencyMembersQuestion, LatencyMembers>;
  taskKinds: Query<OfTrace, readonly TaskKind[]>;
  taskList: Query<TaskListQuestion, readonly TaskRow[]>;
  task: Query<TaskQuestion, TaskDetail>;
  regionKinds: Query<OfTrace, readonly RegionKind[]>;
  regionList: Query<RegionListQuestion, readonly RegionRow[]>;
  logs: Query<LogQuestion, LogList>;
  gcTable: Query<OfTrace, GcTable>;
  alive: Query<AliveQuestion, AliveCounts>;
  /** At `toNs`; flows of the window. */
  stateDiagram: Query<WindowQuestion, StateDiagram>;
  criticalPath: Query<PathQuestion, readonly PathStep[]>;
  /** Those of the ids that the trace knows. */
  goroutinesById: Query<GoroutineIdsQuestion, readonly GoroutineInTrace[]>;
}

export const traceFigureHandlers: Handlers<TraceFigureQueries> = {
  traceFacts: ({ doc }, { documents }) => traceFacts(documents.trace(doc)),
  traceSummary: ({ doc, all }, { documents }) => traceSummary(documents.trace(doc), all ? 'all' : 'alive'),
  traceFindings: ({ doc }, { documents, pace }) => traceFindings(documents.trace(doc), pace),
  parkedGroups: ({ doc }, { documents, pace }) => parkedGroups(documents.trace(doc), pace),
  mmu: (question, { documents, pace }) => mmuCurve(documents.trace(question.doc), question, pace),
  mmuWindows: (question, { documents, pace }) => mmuWindows(documents.trace(question.doc), question, pace),
  latency: (question, { documents, pace }) => latencyHistogram(documents.trace(question.doc), question, pace),
  latencyMembers: (question, { documents, pace }) =>
    latencyMembers(documents.trace(question.doc), question, pace),
  taskKinds: ({ doc }, { documents, pace }) => taskKinds(documents.trace(doc), pace),
  taskList: (question, { documents }) => taskList(documents.trace(question.doc), question),
  task: ({ doc, id }, { documents }) => taskDetail(documents.trace(doc), id),
  regionKinds: ({ doc }, { documents, pace }) => regionKinds(documents.trace(doc), pace),
  regionList: (question, { documents }) => regionList(documents.trace(question.doc), question),
  logs: (question, { documents }) => logList(documents.trace(question.doc), question),
  gcTable: ({ doc }, { documents, pace }) => gcTable(documents.trace(doc), pace),
  alive: (question, { documents, pace }) => aliveCounts(documents.trace(question.doc), question, pace),
  stateDiagram: ({ doc, fromNs, toNs }, { documents, pace }) =>
    stateDiagram(documents.trace(doc), fromNs, toNs, pace),
  criticalPath: ({ doc, goroutine, fromNs, toNs }, { documents }) => {
    const trace = documents.trace(doc);
    return criticalPath(trace, { goroutine: goroutineRow(trace, goroutine), fromNs, toNs });
  },
  goroutinesById: ({ doc, ids }, { documents }) => goroutinesById(documents.trace(doc), ids),
};
