import { expect, test } from 'vitest';
import { Pace } from '../../base/pace.ts';
import { checkDocument } from '../../model/check.ts';
import type { Profile } from '../../model/profile.ts';
import { smallTrace } from '../../testing/small-trace.ts';
import { deriveProfile } from './derive.ts';
import type { DeriveQuestion } from './question.ts';

const trace = smallTrace({
  durationNs: 1000,
  goroutines: [
    {
      id: 1,
      start: 'main.main',
      spans: [
        { at: 0, state: 'running' },
        { at: 100, state: 'waiting', reason: 'chan receive', stack: 'runtime.chanrecv1:1;main.main:5' },
        { at: 300, state: 'runnable', by: 2, stack: 'runtime.chansend1:1;main.worker:8' },
        { at: 310, state: 'running' },
        { at: 400, state: 'syscall', stack: 'syscall.write:1;main.main:6' },
        { at: 450, state: 'running' },
      ],
    },
    {
      id: 2,
      start: 'main.worker',
      createdBy: { id: 1, stack: 'main.main:4' },
      spans: [
        { at: 50, state: 'runnable', by: 1, stack: 'main.main:4' },
        { at: 80, state: 'running' },
        { at: 310, state: 'waiting', reason: 'sync', stack: 'sync.(*Mutex).Lock:1;main.worker:9' },
      ],
    },
    {
      id: 3,
      start: 'main.old',
      spans: [
        { at: 0, state: 'waiting', reason: 'select', stack: 'runtime.selectgo:1;main.old:2' },
        { at: 600, state: 'runnable' },
        { at: 620, state: 'running' },
        { at: 700, state: 'waiting', reason: 'network', stack: 'internal/poll.(*FD).Read:1;main.old:3' },
        { at: 800, state: 'runnable' },
        { at: 805, state: 'running' },
      ],
      ended: 900,
    },
    {
      id: 4,
      start: 'runtime.bgsweep',
      spans: [{ at: 0, state: 'waiting', reason: 'chan receive', stack: 'runtime.gopark:1' }],
    },
  ],
  regions: [{ name: 'load', of: 1, start: 150, end: 250 }],
  samples: [
    { at: 90, of: 2, stack: 'main.worker:7' },
    { at: 200, of: 2, stack: 'main.worker:7' },
  ],
});

async function derived(kind: DeriveQuestion['kind'], choices: Partial<DeriveQuestion> = {}) {
  const question = { kind, fromNs: 0, toNs: 1000, entry: '', goroutine: null, region: '', ...choices };
  return linesOf(await deriveProfile(trace, question, new Pace()));
}

/** 'leaf count ns label' per sample. */
function linesOf(profile: Profile): string[] {
  checkDocument(profile);
  const { symbols, samples, labelSets } = profile;
  const { strings, functions, frames, stacks } = symbols;
  return Array.from({ length: samples.length }, (_, i) => {
    const stack = samples.stack[i];
    const leaf = stack < 0 ? '(none)' : strings[functions.name[frames.func[stacks.frame[stack]]]];
    const set = samples.labelSet[i];
    const label =
      set === 0
        ? ''
        : ` ${strings[labelSets.key[labelSets.start[set]]]}=${strings[labelSets.text[labelSets.start[set]]]}`;
    return `${leaf} ${samples.values.map((column) => column[i]).join(' ')}${label}`;
  }).sort();
}

test('waits that end are plain; those that never end and those of before carry a label', async () => {
  expect(await derived('sync')).toEqual([
    'runtime.chanrecv1 1 200',
    'runtime.selectgo 1 600 wait=before the trace',
    'sync.(*Mutex).Lock 1 690 wait=never ended',
  ]);
  expect(await derived('net')).toEqual(['internal/poll.(*FD).Read 1 100']);
  expect(await derived('syscall')).toEqual(['syscall.write 1 50']);
});

test('scheduler latency begins at the waker, and before the first run it is labelled', async () => {
  expect(await derived('sched')).toEqual([
    '(none) 1 20 wait=before the first run',
    '(none) 1 5',
    'main.main 1 30 wait=before the first run',
    'runtime.chansend1 1 10',
  ]);
});

test('a range, a start function, a goroutine and a region cut what is counted', async () => {
  expect(await derived('sync', { fromNs: 200, toNs: 400 })).toEqual([
    'runtime.chanrecv1 1 100',
    'runtime.selectgo 1 200 wait=before the trace',
    'sync.(*Mutex).Lock 1 90 wait=never ended',
  ]);
  expect(await derived('sync', { entry: 'main.worker' })).toEqual([
    'sync.(*Mutex).Lock 1 690 wait=never ended',
  ]);
  expect(await derived('wait', { goroutine: 1 })).toEqual(['runtime.chanrecv1 1 200']);
  expect(await derived('sync', { region: 'load' })).toEqual(['runtime.chanrecv1 1 100']);
  expect(await derived('cpu')).toEqual(['main.worker 2']);
  expect(await derived('cpu', { fromNs: 100 })).toEqual(['main.worker 1']);
});
