// A large heap profile in Chromium: from the drop to its first flame graph, how long the page was blocked, and memory.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generatePprof } from '../../src/testing/generate-pprof.ts';
import { startApp, timeDrop } from './app.ts';

const folder = mkdtempSync(join(tmpdir(), 'unpark-flame-'));
const shapes = [
  { what: '1.5 M samples of 100,000 stacks', samples: 1_500_000, stacks: 100_000, depth: 20 },
  { what: '1.5 M samples of as many stacks', samples: 1_500_000, stacks: 1_500_000, depth: 20 },
];
for (const { what, ...shape } of shapes) {
  const bytes = generatePprof({ ...shape, functions: 40_000, seed: 1 });
  const path = join(folder, 'heap.pb');
  writeFileSync(path, bytes);
  for (let round = 0; round < 3; round++) {
    const app = await startApp();
    const idle = app.residentBytes();
    const { shownMs, settledMs, blocked } = await timeDrop(
      app.page,
      [path],
      'canvas[aria-label^="Flame graph"]',
    );
    await app.page.waitForTimeout(2000);
    const held = app.residentBytes() - idle;
    const peak = app.peakBytes() - idle;
    console.log(
      `${what} (${mib(bytes.length)} MiB): flame graph after ${shownMs.toFixed(0)} ms, settled after ` +
        `${settledMs.toFixed(0)} ms; longest task ${blocked.taskMs.toFixed(0)} ms, longest frame ` +
        `${blocked.frameMs.toFixed(0)} ms; held ${mib(held)} MiB (${(held / bytes.length).toFixed(2)} x the file), ` +
        `peak ${mib(peak)} MiB`,
    );
    await app.close();
  }
}
rmSync(folder, { recursive: true, force: true });

function mib(bytes: number): string {
  return (bytes / 2 ** 20).toFixed(0);
}
