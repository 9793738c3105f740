import { timeAt } from '../../base/split-times.ts';
import { GoState, spanEnd, spanState, type Trace } from '../../model/trace.ts';
import { lanesOf } from './lanes.ts';
import { entryName, waitName } from './names.ts';

type Test = (goroutine: number) => boolean;

const states: Readonly<Record<string, number>> = { ...GoState, ended: GoState.none };
const units: Readonly<Record<string, number>> = { ns: 1, us: 1e3, µs: 1e3, ms: 1e6, s: 1e9, '': 1 };

/** The filter line of the timeline as a test of goroutine rows; see `LanesQuestion.filter`. */
export function laneFilter(trace: Trace, filter: string): Test {
  const tests = filter
    .split(/\s+/)
    .filter((word) => word !== '')
    .map((word) => wordTest(trace, word));
  return (goroutine) => tests.every((test) => test(goroutine));
}

function wordTest(trace: Trace, word: string): Test {
  const { goroutines } = trace;
  const colon = word.indexOf(':');
  const key = colon > 0 ? word.slice(0, colon) : '';
  const value = word.slice(colon + 1).toLowerCase();
  if (word === 'parked') return (g) => lanesOf(trace).parked.has(g);
  if (key === 'state') return (g) => goroutines.final[g] === states[value];
  if (key === 'reason') {
    const { spans } = trace;
    return anySpan(
      trace,
      (row) =>
        spanState(spans, row) === GoState.waiting && waitName(trace, row).toLowerCase().includes(value),
    );
  }
  if (key === 'longer') {
    const least = durationOf(value);
    return anySpan(trace, (row, end) => end - timeAt(trace.spans.start, row) >= least);
  }
  if (key === 'task') return taskTest(trace, value);
  if (/^#?\d+$/.test(word)) {
    const id = Number(word.replace('#', ''));
    return (g) => timeAt(goroutines.id, g) === id;
  }
  const part = word.toLowerCase();
  return (g) => entryName(trace, g).toLowerCase().includes(part);
}

function anySpan(trace: Trace, test: (row: number, end: number) => boolean): Test {
  const { firstSpan } = trace.goroutines;
  return (g) => {
    for (let row = firstSpan[g]; row < firstSpan[g + 1]; row++)
      if (spanState(trace.spans, row) !== GoState.none && test(row, spanEnd(trace, g, row))) return true;
    return false;
  };
}

/** '5ms' in nanoseconds; Infinity for what is no duration, which matches nothing. */
export function durationOf(text: string): number {
  const match = /^([\d.]+)\s*(ns|us|µs|ms|s|)$/.exec(text);
  const value = match === null ? Number.NaN : Number(match[1]) * units[match[2]];
  return Number.isFinite(value) ? value : Infinity;
}

function taskTest(trace: Trace, value: string): Test {
  const { tasks, regions, logs, symbols } = trace;
  const wanted = new Set<number>();
  for (let t = 0; t < tasks.length; t++)
    if (symbols.strings[tasks.name[t]].toLowerCase().includes(value)) wanted.add(t);
  const members = new Set<number>();
  for (const t of wanted) members.add(tasks.goroutine[t]);
  for (let r = 0; r < regions.length; r++) if (wanted.has(regions.task[r])) members.add(regions.goroutine[r]);
  for (let l = 0; l < logs.length; l++) if (wanted.has(logs.task[l])) members.add(logs.goroutine[l]);
  return (g) => members.has(g);
}
