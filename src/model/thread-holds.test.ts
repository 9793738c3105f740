import { expect, it } from 'vitest';
import { NONE } from '../base/columns.ts';
import { splitFrom } from '../base/split-times.ts';
import { smallTrace } from '../testing/small-trace.ts';
import { eachHold } from './thread-holds.ts';
import { ProcState, type Trace } from './trace.ts';

const { running, idle, syscall, abandoned } = ProcState;

/** Procs 0 and 1: their states, by time; steps of thread 0. */
const trace: Trace = {
  ...smallTrace({ durationNs: 100, goroutines: [] }),
  procs: {
    length: 2,
    id: Float64Array.of(0, 1),
    firstSpan: Int32Array.of(0, 3, 6),
    start: splitFrom([10, 20, 50, 0, 60, 70]),
    state: Uint8Array.of(running, idle, running, running, syscall, abandoned),
    thread: new Int16Array(6),
  },
  threads: {
    length: 2,
    id: Float64Array.of(7, 8),
    firstStep: Int32Array.of(0, 5, 5),
    step: Int32Array.of(0, 1, 3, 4, 5),
  },
};

function holds(thread: number): readonly (readonly number[])[] {
  const found: number[][] = [];
  eachHold(trace, thread, (...hold) => found.push(hold));
  return found;
}

it('a thread holds a proc until it lets go of it, also one that is told to have run before', () => {
  expect(holds(0)).toEqual([
    [10, 20, 0],
    [20, 20, NONE],
    [20, 60, 1],
    [60, 70, 1],
    [70, 100, NONE],
  ]);
});

it('a thread that had no proc held none', () => {
  expect(holds(1)).toEqual([]);
});
