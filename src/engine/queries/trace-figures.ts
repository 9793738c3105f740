import type { DocId } from '../../analysis/ids.ts';
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
import { schedulerLatency } from '../../analysis/timeline/latency.ts';
import type { Histogram } from '../../analysis/timeline/question.ts';
import { QueryError } from '../../base/errors.ts';
import type { Handlers, Query } from '../query.ts';

interface OfTrace {
  readonly doc: DocId;
}

/** Tables and figures that go with a timeline. */
export interface TraceFigureQueries {
  traceFacts: Query<OfTrace, TraceFacts>;
  /** Leaks and signs of trouble, worst first. */
  traceFindings: Query<OfTrace, readonly TraceFinding[]>;
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

const notYet = (): never => {
  throw new QueryError('wrong-kind', 'not built yet');
};

export const traceFigureHandlers: Handlers<TraceFigureQueries> = {
  traceFacts: ({ doc }, { documents }) => traceFacts(documents.trace(doc)),
  traceFindings: notYet,
  mmu: notYet,
  mmuWindows: notYet,
  latency: ({ doc, fromNs, toNs }, { documents }) => schedulerLatency(documents.trace(doc), fromNs, toNs),
  latencyMembers: notYet,
  taskKinds: notYet,
  taskList: notYet,
  task: notYet,
  regionKinds: notYet,
  regionList: notYet,
  logs: notYet,
  gcTable: notYet,
  alive: notYet,
  stateDiagram: notYet,
  criticalPath: notYet,
  goroutinesById: notYet,
};
