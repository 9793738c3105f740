// The painting figures of the flame graph, in Chromium with a software canvas: repaint on zoom and pan, 300 frames.
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright';
import { build } from 'vite';
import { browserArgs, findBrowser } from '../../scripts/browser.mjs';

interface Measured {
  readonly orderMs: number;
  readonly rows: number;
  readonly paintMs: readonly number[];
  readonly frameMs: readonly number[];
  readonly boxes: readonly number[];
}

const out = mkdtempSync(join(tmpdir(), 'flame-bench-'));
await build({
  configFile: false,
  logLevel: 'error',
  publicDir: false,
  build: {
    outDir: out,
    lib: { entry: 'e2e/bench/flame-page.ts', formats: ['iife'], name: 'bench', fileName: () => 'bench.js' },
  },
});
const browser = await chromium.launch({ executablePath: await findBrowser(), args: browserArgs });
const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
await page.addScriptTag({ content: readFileSync(join(out, 'bench.js'), 'utf8') });
for (const [nodes, hasBase] of [
  [50_000, false],
  [1_000_000, false],
  [1_000_000, true],
] as const) {
  const measured = (await page.evaluate(`measure(${nodes}, ${hasBase})`)) as Measured;
  const paint = spread(measured.paintMs);
  const frame = spread(measured.frameMs);
  console.log(
    `${nodes} nodes${hasBase ? ', compared' : ''}, ${measured.rows} rows: ` +
      `repaint median ${paint.median} ms, 95 % under ${paint.most} ms, worst ${paint.worst} ms; ` +
      `frame to frame median ${frame.median} ms, worst ${frame.worst} ms; ` +
      `boxes drawn up to ${Math.max(...measured.boxes)}; ordering ${measured.orderMs.toFixed(0)} ms`,
  );
}
await browser.close();

function spread(values: readonly number[]): { median: string; most: string; worst: string } {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (share: number): string => sorted[Math.floor((sorted.length - 1) * share)].toFixed(1);
  return { median: at(0.5), most: at(0.95), worst: at(1) };
}
