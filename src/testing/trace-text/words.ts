import { type ArgKind, type EventSpec, stringArgs } from '../../formats/gotrace/events.ts';

/**
 * A trace as text, one event a line, in the words of the reader's table of events:
 *
 *   go 1.26 trace
 *   generation 1 at 900              its earliest batch; as the first of its threads, if left out
 *   clock 1000000000                 ticks a second; from 1.25 on also `at MONO.SECONDS.NANOSECONDS`
 *   thread 7 at 1000
 *   +0 ProcStatus p=0 pstatus=running
 *   +1 GoStatus g=1 m=7 gstatus=running
 *   +5 GoBlock reason="chan receive" stack=[runtime.gopark:1 main.wait:12 main.main:3]
 *   end
 *
 * `+5` is the time since the event before in its batch. Strings and stacks (innermost frame first) stand where they
 * are used, brackets in names as %5b and %5d; `-` is none. In v1 traces `proc 0 at 1000` begins a batch, and `frequency 1000000000` ends the trace.
 */
export const goStatuses = ['', 'runnable', 'running', 'syscall', 'waiting'];
export const procStatuses = ['', 'running', 'idle', 'syscall', 'abandoned'];

/** 2^64 - 1 in the file. */
export const noneValue = 2 ** 64;

export interface Frame {
  readonly function: string;
  readonly line: number;
}

export function isStack(kind: ArgKind): boolean {
  return kind === 'stack' || kind === 'newstack';
}

export function isString(kind: ArgKind): boolean {
  return stringArgs.has(kind);
}

export function specByName(specs: readonly EventSpec[], name: string): EventSpec {
  const spec = specs.find((each) => each.name === name);
  if (spec === undefined) throw new Error(`there is no event ${name}`);
  return spec;
}

/** A function's name as it stands in a stack: brackets and spaces of generic ones are written as in addresses. */
export function frameName(name: string): string {
  return name.replace(/[[\]\s%]/g, (char) => `%${char.charCodeAt(0).toString(16)}`);
}
