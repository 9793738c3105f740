import { expect, test } from 'vitest';
import { Pace } from '../../../base/pace.ts';
import { type SmallGoroutine, smallTrace } from '../../../testing/small-trace.ts';
import { goroutinesFrom } from '../../../testing/text-goroutines.ts';
import { findLeaks } from '../../leaks/find-leaks.ts';
import { traceReport } from './report.ts';

const workers = Array.from(
  { length: 40 },
  (_, i): SmallGoroutine => ({
    id: 20 + i * 3,
    start: 'main.worker',
    createdBy: { id: 1, stack: 'main.serve:12;main.main:3' },
    spans: [
      { at: i * 45e6, state: 'running' },
      {
        at: i * 45e6 + 1000,
        state: 'waiting',
        reason: 'chan receive',
        stack: 'runtime.chanrecv1:1;main.worker:9',
      },
    ],
  }),
);
const document = smallTrace({
  durationNs: 2e9,
  goroutines: [
    { id: 1, start: 'main.main', spans: [{ at: 0, state: 'running' }] },
    { id: 3, start: 'runtime.bgsweep', spans: [{ at: 0, state: 'waiting' }] },
    ...workers,
  ],
});
const beside = [{ doc: 'trace', document }];
const question = { snapshots: [], beside: ['trace'], times: {}, ignore: '' };

test('a trace alone is a snapshot of its end, with findings and what is harmless', async () => {
  const report = await traceReport({ beside, question }, new Pace());
  expect(report.snapshots).toEqual([
    { doc: 'trace', name: 'small.trace', timeMs: null, total: 42, system: 1 },
  ]);
  expect(report.findings).toMatchObject([{ root: 'main.worker', confidence: 'likely', source: 'trace' }]);
  expect(report.groupsGrown).toBe(1);
});

test('ignore rules hold for traces, too; what cannot be read of them is said', async () => {
  const ignore = 'function main.worker\nnonsense';
  const report = await traceReport({ beside, question: { ...question, ignore } }, new Pace());
  expect(report.findings).toEqual([]);
  expect(report.benign).toMatchObject([
    { root: 'main.worker', why: 'ignored by your rule "function main.worker"' },
  ]);
  expect(report.notices).toMatchObject([{ code: 'ignore-rule' }]);
});

test('what a dump alone does not suspect, the trace beside it makes a finding', async () => {
  const dump = await goroutinesFrom(
    'goroutine 20 [chan receive]:\nmain.worker()\n\t/src/main/file.go:9 +0x1\ncreated by main.serve in goroutine 1\n\t/src/main/file.go:12 +0x1\n',
  );
  const snapshots = [{ doc: 'dump', document: dump }];
  const alone = await findLeaks({ question, snapshots, beside: [] }, new Pace());
  expect(alone.findings).toEqual([]);
  const both = await findLeaks({ question, snapshots, beside }, new Pace());
  expect(both.findings).toMatchObject([{ source: 'trace', function: 'main.worker', counts: [1] }]);
});
