// The timeline over a trace of 20 million events: first picture, all of it, and 300 frames of zoom and pan with 200
// lanes in view on a software canvas 1600 px wide; then 60,000 goroutines scrolled. BENCH_TRACE=FILE: a trace of yours.
import { closeSync, mkdtempSync, openSync, rmSync, statSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright';
import { generateTrace } from '../../src/testing/generate-trace.ts';
import { type BenchApp, startApp, timeDrop } from './app.ts';

interface Frames {
  /** From one animation frame to the next, ms. */
  readonly frameMs: readonly number[];
  /** Script and raster of each repaint, ms. */
  readonly paintMs: readonly number[];
  readonly lanes: number;
  readonly widthCss: number;
}

const folder = mkdtempSync(join(tmpdir(), 'unpark-traces-'));
const events = Number(process.env.BENCH_EVENTS ?? 20_000_000);
const path = process.env.BENCH_TRACE ?? generated();
const bytes = statSync(path).size;

const app = await startApp(1900);
await app.page.setViewportSize({ width: 1900, height: 1200 });
await app.page.goto(`${app.url}#v1/timeline?h=densest&fold=%252B*`);
const idle = app.peakBytes();
const { shownMs, settledMs, blocked } = await timeDrop(app.page, [path], '[data-painted]');
console.log(
  `${(bytes / 1e6).toFixed(0)} MB: first picture after ${shownMs.toFixed(0)} ms, all after ` +
    `${settledMs.toFixed(0)} ms; longest task ${blocked.taskMs.toFixed(0)} ms, longest frame ` +
    `${blocked.frameMs.toFixed(0)} ms; peak ${((app.peakBytes() - idle) / bytes).toFixed(2)} x the file`,
);
for (const kind of ['goroutine', 'proc'] as const) {
  await app.page.getByLabel('Lanes', { exact: true }).selectOption(kind);
  await settled(app.page);
  report(`zoom and pan, lanes by ${kind}`, await drive(app, 'zoom'));
}
await app.page.getByLabel('Lanes', { exact: true }).selectOption('goroutine');
await settled(app.page);
report('scrolling all goroutines', await drive(app, 'scroll'));
await app.close();
rmSync(folder, { recursive: true, force: true });

function generated(): string {
  const name = join(folder, 'large.trace');
  const file = openSync(name, 'w');
  generateTrace({ events, seed: 1 }, (piece) => writeSync(file, piece));
  closeSync(file);
  return name;
}

async function settled(page: Page): Promise<void> {
  await page.waitForFunction(() => document.documentElement.dataset.settled === 'true', null, {
    timeout: 180_000,
  });
}

/** 300 frames, a wheel event in each. */
function drive({ page }: BenchApp, how: 'zoom' | 'scroll'): Promise<Frames> {
  return page.evaluate(async (kind) => {
    const canvas = document.querySelector<HTMLCanvasElement>('canvas[data-painted]');
    if (canvas === null) throw new Error('no lanes');
    const box = canvas.getBoundingClientRect();
    const frameMs: number[] = [];
    const paintMs: number[] = [];
    const wheel = (deltaY: number, keys: WheelEventInit): void => {
      const at = { clientX: box.left + 60 + box.width * 0.4, clientY: box.top + 200 };
      canvas.dispatchEvent(new WheelEvent('wheel', { deltaY, cancelable: true, ...at, ...keys }));
    };
    let last = await new Promise<number>((resolve) => requestAnimationFrame(resolve));
    for (let frame = 0; frame < 300; frame++) {
      if (kind === 'scroll') wheel(frame < 150 ? 400 : -380, {});
      else if (frame < 120) wheel(-36, { ctrlKey: true });
      else if (frame < 210) wheel(frame % 30 < 15 ? 90 : -60, { shiftKey: true });
      else wheel(48, { ctrlKey: true });
      const now = await new Promise<number>((resolve) => requestAnimationFrame(resolve));
      frameMs.push(now - last);
      last = now;
      paintMs.push(Number(canvas.dataset.paintMs));
    }
    return { frameMs, paintMs, lanes: Number(canvas.dataset.lanes), widthCss: box.width };
  }, how);
}

function report(what: string, { frameMs, paintMs, lanes, widthCss }: Frames): void {
  const frame = spread(frameMs);
  const paint = spread(paintMs);
  console.log(
    `${what}, ${lanes} lanes in view at ${widthCss.toFixed(0)} px: frame to frame median ${frame.median} ms, ` +
      `worst ${frame.worst} ms; repaint median ${paint.median} ms, worst ${paint.worst} ms`,
  );
}

function spread(values: readonly number[]): { median: string; worst: string } {
  const sorted = [...values].sort((a, b) => a - b);
  return { median: sorted[sorted.length >> 1].toFixed(1), worst: sorted[sorted.length - 1].toFixed(1) };
}
