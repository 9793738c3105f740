import { noProgress, Pace } from '../../base/pace.ts';
import { bytesSource } from '../../base/source.ts';
import { goroutineTextReader } from '../../formats/goroutine-text/reader.ts';
import type { Goroutines } from '../../model/goroutines.ts';
import { generateDump } from '../../testing/generate-dump.ts';
import { goroutineGroups } from '../groups/answer.ts';
import { lineUp } from '../series/lineup.ts';
import { snapshotOfDump } from '../snapshot.ts';
import { findLeaks } from './find-leaks.ts';

/** Findings and groups of a dump of 200,000 goroutines and 65,000 stacks; the yardstick is reading it. */
const shape = { goroutines: 200_000, stacks: 65_000, maxBytes: 64 << 20, seed: 1 };
const limit = 500;

async function read(): Promise<Goroutines> {
  const bytes = generateDump(shape);
  const context = { bytesGiven: bytes.length, onProgress: noProgress, signal: new AbortController().signal };
  const documents = await goroutineTextReader.read(bytesSource(bytes, 'dump.txt'), context);
  return (documents as readonly Goroutines[])[0];
}

/** Milliseconds of wall clock, and of the processor. */
async function timed<T>(
  work: () => Promise<T>,
): Promise<{ readonly value: T; readonly text: string; readonly ms: number }> {
  globalThis.gc?.();
  const used = process.cpuUsage();
  const start = performance.now();
  const value = await work();
  const ms = performance.now() - start;
  const { user, system } = process.cpuUsage(used);
  return { value, ms, text: `${ms.toFixed(0)} ms (${((user + system) / 1000).toFixed(0)} ms of CPU)` };
}

for (let round = 0; round < 4; round++) {
  const { value: dump, ms: reading } = await timed(read);
  const question = { snapshots: ['a'], beside: [], times: {}, ignore: '', limit };
  const found = await timed(() =>
    findLeaks({ question, snapshots: [{ doc: 'a', document: dump }], beside: [] }, new Pace()),
  );
  const grouped = await timed(async () =>
    goroutineGroups(await lineUp([snapshotOfDump('a', dump)], new Pace()), 'stack', new Pace()),
  );
  console.log(
    `${dump.goroutines.length} goroutines: findings in ${found.text}, ${(found.ms / reading).toFixed(2)} times the making and reading; ` +
      `${grouped.value.groups.length} groups in ${grouped.text}, ${(grouped.ms / reading).toFixed(2)} times`,
  );
}
