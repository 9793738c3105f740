import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { createLocalEngine } from '../../engine/local.ts';

const folder = new URL('../../../public/samples/orders/', import.meta.url);

/** What the sample's snapshots of these names say of its listeners. */
async function watchFinding(names: readonly string[]) {
  const engine = createLocalEngine();
  const { signal } = new AbortController();
  const snapshots: string[] = [];
  const times: Record<string, number> = {};
  for (const name of names) {
    const [opened] = await engine.open(readFileSync(new URL(name, folder)), name, null, {}, signal);
    if (!opened.ok) throw new Error(opened.failure.text);
    times[opened.document.id] = 60_000 * (snapshots.push(opened.document.id) + 1);
  }
  const report = await engine.ask('leaks', { snapshots, beside: [], times, ignore: '' }, signal);
  return report.findings.find(({ function: name }) => name.endsWith('(*Syncer).watch'));
}

test('a profile names no creator: an earlier dump of the same place does', async () => {
  const watch = await watchFinding(['goroutine-4.txt.gz', 'goroutine-5.pb.gz']);
  expect(watch?.createdBy).toMatchObject({
    function: 'orders-service/orders.startPartitionListener',
    goroutine: null,
  });
  expect(watch?.title).toContain('created by orders.startPartitionListener');
});

test('profiles alone name none', async () => {
  const watch = await watchFinding(['goroutine-3.pb.gz', 'goroutine-5.pb.gz']);
  expect(watch?.createdBy).toBeNull();
});
