import { NONE } from '../../base/columns.ts';
import { timeAt } from '../../base/split-times.ts';
import type { Trace } from '../../model/trace.ts';
import type { LaneKind } from './lanes.ts';
import { startName } from './names.ts';
import type { LaneList, LaneSection } from './question.ts';
import { taskLanes } from './task-lanes.ts';

/** Procs, threads or tasks as lanes; those whose section or id contains the filter. */
export function plainList(trace: Trace, by: Exclude<LaneKind, 'goroutine'>, filter: string): LaneList {
  const word = filter
    .trim()
    .toLowerCase()
    .replace(/^task:/, '');
  return by === 'task' ? taskList(trace, word) : numberList(trace, by, word);
}

function numberList(trace: Trace, by: 'proc' | 'thread', word: string): LaneList {
  const { id, length } = by === 'proc' ? trace.procs : trace.threads;
  const title = by === 'proc' ? 'processors' : 'threads';
  const members: number[] = [];
  for (let row = 0; row < length; row++)
    if (word === '' || `${title} #${id[row]}`.includes(word)) members.push(row);
  members.sort((a, b) => id[a] - id[b]);
  const section = plainSection(title, `${members.length}`, members.length, members.length);
  return {
    by,
    durationNs: trace.durationNs,
    sections: members.length === 0 ? [] : [section],
    row: Int32Array.from(members),
    id: Float64Array.from(members, (row) => id[row]),
    goroutine: null,
    parkedSince: new Float64Array(members.length).fill(Number.NaN),
    goroutines: trace.goroutines.length,
  };
}

/** Tasks by name, each followed by the lanes of its goroutines. */
function taskList(trace: Trace, word: string): LaneList {
  const { tasks, goroutines, symbols } = trace;
  const lanes = taskLanes(trace);
  const groups = new Map<string, number[]>();
  for (let t = 0; t < tasks.length; t++) {
    const key = symbols.strings[tasks.name[t]] || '(unnamed task)';
    const g = tasks.goroutine[t];
    const text = `${key} #${timeAt(tasks.id, t)} ${g === NONE ? '' : startName(trace, g)}`.toLowerCase();
    if (word !== '' && !text.includes(word)) continue;
    const members = groups.get(key);
    if (members === undefined) groups.set(key, [t]);
    else members.push(t);
  }
  const rows: number[] = [];
  const sections = [...groups].map(([key, members]) => {
    const before = rows.length;
    for (const t of members)
      for (let lane = lanes.first[t]; lane < lanes.first[t + 1]; lane++) rows.push(lane);
    const ended = members.filter((t) => timeAt(tasks.end, t) !== NONE).length;
    const open = members.length - ended;
    const note = `${members.length} tasks, ${ended} ended${open > 0 ? `, ${open} open at the end` : ''}`;
    return plainSection(key, note, rows.length - before, open);
  });
  return {
    by: 'task',
    durationNs: trace.durationNs,
    sections,
    row: Int32Array.from(rows),
    id: Float64Array.from(rows, (lane) => timeAt(tasks.id, lanes.task[lane])),
    goroutine: Float64Array.from(rows, (lane) =>
      lanes.goroutine[lane] === NONE ? Number.NaN : timeAt(goroutines.id, lanes.goroutine[lane]),
    ),
    parkedSince: new Float64Array(rows.length).fill(Number.NaN),
    goroutines: goroutines.length,
  };
}

function plainSection(key: string, note: string, lanes: number, alive: number): LaneSection {
  return {
    key,
    title: key,
    note,
    lanes,
    alive,
    created: 0,
    ended: 0,
    parked: 0,
    isGrowing: false,
    isSystem: false,
  };
}
