// Findings on screen after a drop: a dump as large as the runtime prints, and a usual pair.
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generateDump } from '../../src/testing/generate-dump.ts';
import { startApp, timeDrop } from './app.ts';

const folder = mkdtempSync(join(tmpdir(), 'unpark-dumps-'));

function dump(name: string, goroutines: number, stacks: number, maxBytes: number): string {
  const path = join(folder, name);
  writeFileSync(path, generateDump({ goroutines, stacks, maxBytes, seed: 1 }));
  return path;
}

const cases = [
  { what: 'a dump of 64 MiB', paths: [dump('large.txt', 200_000, 65_000, 64 << 20)] },
  {
    what: 'a usual pair',
    paths: [dump('before.txt', 9_000, 400, 5 << 20), dump('after.txt', 14_000, 400, 5 << 20)],
  },
];
for (const { what, paths } of cases) {
  const bytes = paths.reduce((sum, path) => sum + statSync(path).size, 0);
  for (let round = 0; round < 3; round++) {
    const app = await startApp();
    const idle = app.peakBytes();
    const { shownMs, settledMs, blocked } = await timeDrop(app.page, paths, '[data-card], #no-leaks');
    console.log(
      `${what} (${(bytes / 2 ** 20).toFixed(1)} MiB): findings on screen after ${shownMs.toFixed(0)} ms, ` +
        `settled after ${settledMs.toFixed(0)} ms; longest task ${blocked.taskMs.toFixed(0)} ms, ` +
        `longest frame ${blocked.frameMs.toFixed(0)} ms; peak ${((app.peakBytes() - idle) / bytes).toFixed(2)} x the file`,
    );
    await app.close();
  }
}
// A drop that ends a running read: how long until the new file, of two goroutines, is on screen.
const small = join(folder, 'small.txt');
writeFileSync(small, 'goroutine 7 [select]:\nmain.loop()\n\t/a.go:3 +0x1\n');
for (let round = 0; round < 3; round++) {
  const app = await startApp();
  await app.page.locator('input[type=file]').first().setInputFiles(cases[0].paths);
  await app.page.getByRole('progressbar').waitFor();
  const { shownMs } = await timeDrop(app.page, [small], 'aside [title="small.txt"]');
  console.log(`a drop during the read of 64 MiB: the new file is there after ${shownMs.toFixed(0)} ms`);
  await app.close();
}
rmSync(folder, { recursive: true, force: true });
