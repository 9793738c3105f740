import { NONE } from '../base/columns.ts';
import { splitFrom } from '../base/split-times.ts';
import { ConditionRows } from '../formats/gotrace/span-conditions.ts';
import { SymbolsBuilder } from '../model/symbols-builder.ts';
import {
  GoState,
  ProcState,
  RangeScope,
  type Trace,
  TraceGoroutineFlag,
  type TraceSeries,
} from '../model/trace.ts';
import { splitRowsFrom } from './split-columns.ts';

export interface SmallSpan {
  readonly at: number;
  readonly state: 'runnable' | 'running' | 'syscall' | 'waiting';
  readonly reason?: string;
  /** 'leaf:line;…;root:line', innermost first, as `go tool trace` prints a stack. */
  readonly stack?: string;
  /** Runnable: id of the goroutine that woke or created it. */
  readonly by?: number;
  /** Running and syscall: proc; 0 unless given. */
  readonly proc?: number;
}

export interface SmallGoroutine {
  readonly id: number;
  /** Start function; '' if it is not known. */
  readonly start: string;
  /** Id of its creator, and the stack of the `go` statement: created when its first span begins. Else it is older. */
  readonly createdBy?: { readonly id: number; readonly stack: string };
  readonly spans: readonly SmallSpan[];
  readonly ended?: number;
}

export interface SmallTrace {
  readonly durationNs: number;
  readonly goroutines: readonly SmallGoroutine[];
  readonly procs?: number;
  /** Times at which procs are idle: [proc, from, to]. */
  readonly idle?: readonly (readonly [proc: number, from: number, to: number])[];
  /** By name; `of` is a goroutine id for assists and stops, a proc for sweeps. */
  readonly ranges?: readonly { name: string; start: number; end: number; of?: number; stack?: string }[];
  readonly tasks?: readonly {
    id: number;
    name: string;
    parent?: number;
    start: number;
    end: number;
    by: number;
  }[];
  readonly regions?: readonly {
    name: string;
    of: number;
    task?: number;
    start: number;
    end: number;
    stack?: string;
  }[];
  readonly logs?: readonly { at: number; of: number; task?: number; category: string; message: string }[];
  readonly samples?: readonly { at: number; of: number; stack: string }[];
  readonly labels?: readonly { at: number; of: number; label: string }[];
  readonly heap?: readonly (readonly [at: number, bytes: number])[];
  readonly clocks?: readonly { at: number; seconds: number; nanos: number }[];
}

/** A trace of a few goroutines, as tables: what a reader would make of the file. */
export function smallTrace(given: SmallTrace): Trace {
  const names = new Names();
  const rowOf = new Map(given.goroutines.map(({ id }, row) => [id, row]));
  const row = (id: number | undefined): number => (id === undefined ? NONE : (rowOf.get(id) ?? NONE));
  const taskRow = (id: number | undefined): number => (given.tasks ?? []).findIndex((task) => task.id === id);
  const tables = {
    goroutines: goroutineTable(given, names, row),
    spans: spanTable(given, names, row),
    ranges: rangeTable(given, names, row),
    ...taskTables(given, names, row, taskRow),
  };
  return {
    kind: 'trace',
    origin: {
      name: 'small.trace',
      format: 'gotrace',
      form: 'trace of Go 1.26 or later',
      bytes: 0,
      timeMs: null,
      timeFrom: null,
      goVersion: null,
      buildId: null,
      program: null,
    },
    notices: [],
    header: 'go 1.26 trace',
    version: 26,
    hasReferenceTimes: false,
    clockStartNs: 0,
    durationNs: given.durationNs,
    events: tables.spans.length,
    counts: {
      kinds: {},
      transitions: {},
      peakAlive: given.goroutines.length,
      procs: given.procs ?? 1,
      threads: 1,
    },
    reasons: names.reasons,
    ...tables,
    procs: procTable(given),
    threads: {
      length: 0,
      id: new Float64Array(0),
      firstStep: new Int32Array(1),
      step: new Int32Array(0),
    },
    metrics: {
      gomaxprocs: series([[0, given.procs ?? 1]]),
      heap: series(given.heap ?? []),
      heapGoal: series([]),
    },
    clocks: {
      length: given.clocks?.length ?? 0,
      time: floats((given.clocks ?? []).map(({ at }) => at)),
      seconds: floats((given.clocks ?? []).map(({ seconds }) => seconds)),
      nanos: floats((given.clocks ?? []).map(({ nanos }) => nanos)),
    },
    generations: {
      length: 1,
      number: floats([1]),
      start: floats([0]),
      offset: floats([16]),
      events: floats([tables.spans.length]),
      isUncertain: new Uint8Array(1),
    },
    symbols: names.builder.finish(),
  };
}

const floats = (values: readonly number[]): Float64Array => Float64Array.from(values);
const ints = (values: readonly number[]): Int32Array => Int32Array.from(values);

/** First row of each, and one behind the last. */
function startsOf(lengths: readonly number[]): Int32Array {
  const starts = new Int32Array(lengths.length + 1);
  lengths.forEach((length, i) => {
    starts[i + 1] = starts[i] + length;
  });
  return starts;
}

function series(steps: readonly (readonly [number, number])[]): TraceSeries {
  return {
    length: steps.length,
    time: splitFrom(steps.map(([at]) => at)),
    value: splitFrom(steps.map(([, value]) => value)),
  };
}

class Names {
  readonly builder = new SymbolsBuilder();
  readonly reasons: string[] = [''];

  text(text: string): number {
    return this.builder.strings.intern(text);
  }

  reason(text: string): number {
    const known = this.reasons.indexOf(text);
    return known >= 0 ? known : this.reasons.push(text) - 1;
  }

  func(name: string): number {
    if (name === '') return NONE;
    const text = this.text(name);
    return this.builder.internFunction(text, text, this.text(`/src/${name.split('.')[0]}/file.go`), 0);
  }

  stack(text: string | undefined): number {
    let stack = NONE;
    for (const frame of (text ?? '')
      .split(';')
      .filter((word) => word !== '')
      .reverse()) {
      const colon = frame.lastIndexOf(':');
      const line = colon < 0 ? 0 : Number(frame.slice(colon + 1));
      const func = this.func(colon < 0 ? frame : frame.slice(0, colon));
      stack = this.builder.stacks.intern(stack, this.builder.internFrame(func, line));
    }
    return stack;
  }
}

type RowOf = (id: number | undefined) => number;

function goroutineTable(given: SmallTrace, names: Names, row: RowOf): Trace['goroutines'] {
  const all = given.goroutines;
  const starts = all.map(({ spans }) => spans[0].at);
  const older = [...all.keys()].filter((g) => all[g].createdBy === undefined);
  return {
    length: all.length,
    id: splitFrom(all.map(({ id }) => id)),
    start: ints(all.map(({ start }) => names.func(start))),
    creator: ints(all.map(({ createdBy }) => row(createdBy?.id))),
    creationStack: ints(all.map(({ createdBy }) => names.stack(createdBy?.stack))),
    ended: splitFrom(all.map(({ ended }) => ended ?? NONE)),
    olderSeen: {
      length: older.length,
      row: ints(older),
      time: splitFrom(older.map((g) => starts[g])),
    },
    createdAgain: { length: 0, row: ints([]), time: splitFrom([]) },
    final: Uint8Array.from(all, ({ ended, spans }) =>
      ended === undefined ? GoState[spans[spans.length - 1].state] : GoState.none,
    ),
    flags: Uint8Array.from(all, ({ start, createdBy, spans }) => {
      const system = start.startsWith('runtime.') && start !== 'runtime.main' ? TraceGoroutineFlag.system : 0;
      const isOlder = createdBy === undefined;
      if (!isOlder) return system | TraceGoroutineFlag.created;
      const parked = spans[0].state === 'waiting' ? TraceGoroutineFlag.parkedBefore : 0;
      return system | TraceGoroutineFlag.older | parked;
    }),
    firstSpan: startsOf(all.map(({ spans }) => spans.length)),
  };
}

function spanTable(given: SmallTrace, names: Names, row: RowOf): Trace['spans'] {
  const all = given.goroutines.flatMap(({ spans }) => spans);
  const rows = new ConditionRows();
  const conditions = all.map(({ state, reason, stack }) =>
    rows.of(GoState[state], names.reason(reason ?? ''), names.stack(stack)),
  );
  return {
    length: all.length,
    start: splitFrom(all.map(({ at }) => at)),
    condition: Uint8Array.from(conditions),
    conditions: rows.table(),
    peer: splitRowsFrom(
      ints(
        all.map(({ state, by, proc }) =>
          state === 'runnable' ? row(by) : state === 'waiting' ? NONE : (proc ?? 0),
        ),
      ),
    ),
  };
}

function procTable(given: SmallTrace): Trace['procs'] {
  const procs = given.procs ?? 1;
  const steps = Array.from({ length: procs }, (_, proc) => {
    const idle = (given.idle ?? []).filter(([one]) => one === proc);
    const changes = idle.flatMap(([, from, to]) => [
      [from, ProcState.idle],
      [to, ProcState.running],
    ]);
    return idle.some(([, from]) => from === 0) ? changes : [[0, ProcState.running], ...changes];
  });
  const all = steps.flat();
  return {
    length: procs,
    id: floats(steps.map((_, proc) => proc)),
    firstSpan: startsOf(steps.map((own) => own.length)),
    start: splitFrom(all.map(([at]) => at)),
    state: Uint8Array.from(all, ([, state]) => state),
    thread: ints(all.map(() => NONE)),
  };
}

function rangeTable(given: SmallTrace, names: Names, row: RowOf): Trace['ranges'] {
  const all = given.ranges ?? [];
  const scopeOf = (name: string): number =>
    name.startsWith('GC concurrent')
      ? RangeScope.global
      : name.includes('sweep') && !name.startsWith('stop')
        ? RangeScope.proc
        : RangeScope.goroutine;
  return {
    length: all.length,
    name: ints(all.map(({ name }) => names.text(name))),
    scope: Uint8Array.from(all, ({ name }) => scopeOf(name)),
    subject: ints(
      all.map(({ name, of }) =>
        scopeOf(name) === RangeScope.proc
          ? (of ?? NONE)
          : scopeOf(name) === RangeScope.global
            ? NONE
            : row(of),
      ),
    ),
    start: splitFrom(all.map(({ start }) => start)),
    end: splitFrom(all.map(({ end }) => end)),
    stack: ints(all.map(({ stack }) => names.stack(stack))),
    swept: splitFrom(all.map(() => NONE)),
    reclaimed: splitFrom(all.map(() => NONE)),
  };
}

function taskTables(
  given: SmallTrace,
  names: Names,
  row: RowOf,
  taskRow: RowOf,
): Pick<Trace, 'tasks' | 'regions' | 'logs' | 'samples' | 'labels'> {
  const { tasks = [], regions = [], logs = [], samples = [], labels = [] } = given;
  const none = (length: number): Int32Array => new Int32Array(length).fill(NONE);
  return {
    tasks: {
      length: tasks.length,
      id: splitFrom(tasks.map(({ id }) => id)),
      parent: ints(tasks.map(({ parent }) => taskRow(parent))),
      name: ints(tasks.map(({ name }) => names.text(name))),
      start: splitFrom(tasks.map(({ start }) => start)),
      end: splitFrom(tasks.map(({ end }) => end)),
      goroutine: ints(tasks.map(({ by }) => row(by))),
      stack: none(tasks.length),
    },
    regions: {
      length: regions.length,
      goroutine: ints(regions.map(({ of }) => row(of))),
      task: ints(regions.map(({ task }) => taskRow(task))),
      name: ints(regions.map(({ name }) => names.text(name))),
      start: splitFrom(regions.map(({ start }) => start)),
      end: splitFrom(regions.map(({ end }) => end)),
      stack: ints(regions.map(({ stack }) => names.stack(stack))),
    },
    logs: {
      length: logs.length,
      time: splitFrom(logs.map(({ at }) => at)),
      goroutine: ints(logs.map(({ of }) => row(of))),
      task: ints(logs.map(({ task }) => taskRow(task))),
      category: ints(logs.map(({ category }) => names.text(category))),
      message: ints(logs.map(({ message }) => names.text(message))),
      stack: none(logs.length),
    },
    samples: {
      length: samples.length,
      time: splitFrom(samples.map(({ at }) => at)),
      stack: ints(samples.map(({ stack }) => names.stack(stack))),
      goroutine: ints(samples.map(({ of }) => row(of))),
      proc: none(samples.length),
      thread: none(samples.length),
    },
    labels: {
      length: labels.length,
      time: splitFrom(labels.map(({ at }) => at)),
      goroutine: ints(labels.map(({ of }) => row(of))),
      label: ints(labels.map(({ label }) => names.text(label))),
    },
  };
}
