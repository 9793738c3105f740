// The built page in a Chromium of its own, with what a benchmark wants to know of it.
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Page } from 'playwright';
import { build, preview } from 'vite';
import { browserArgs, findBrowser } from '../../scripts/browser.mjs';

export interface BenchApp {
  readonly page: Page;
  readonly url: string;
  /** Peak resident memory of the browser's renderer processes since their start, bytes; NaN where /proc is not. */
  readonly peakBytes: () => number;
  /** What they hold now. */
  readonly residentBytes: () => number;
  readonly close: () => Promise<void>;
}

export interface Blocked {
  /** Longest time between two animation frames, ms. */
  readonly frameMs: number;
  /** Longest task of the main thread, ms; 0 if none reached 50. */
  readonly taskMs: number;
}

/** Builds the page into a folder of its own, serves it and opens it at `width` x 900. */
export async function startApp(width = 1400): Promise<BenchApp> {
  const outDir = mkdtempSync(join(tmpdir(), 'unpark-bench-'));
  await build({ logLevel: 'error', build: { outDir, emptyOutDir: true } });
  const server = await preview({
    logLevel: 'error',
    build: { outDir },
    preview: { host: '127.0.0.1', port: 0 },
  });
  const url = server.resolvedUrls?.local[0] ?? '';
  const chromiumServer = await chromium.launchServer({
    executablePath: await findBrowser(),
    args: browserArgs,
  });
  const browser = await chromium.connect(chromiumServer.wsEndpoint());
  const page = await browser.newPage({ viewport: { width, height: 900 } });
  await page.addInitScript(watch);
  await page.goto(url);
  const pid = chromiumServer.process().pid ?? 0;
  return {
    page,
    url,
    peakBytes: () => memoryOf(pid, 'VmHWM'),
    residentBytes: () => memoryOf(pid, 'VmRSS'),
    close: async () => {
      await browser.close();
      await chromiumServer.close();
      await server.close();
      rmSync(outDir, { recursive: true, force: true });
    },
  };
}

/**
 * Gives files to the page and waits for `selector`: milliseconds from the files' arrival to the frame that shows it.
 * `settledMs` is when nothing was read or asked any more.
 */
export async function timeDrop(
  page: Page,
  paths: readonly string[],
  selector: string,
  timeoutMs = 180_000,
): Promise<{ shownMs: number; settledMs: number; blocked: Blocked }> {
  await page.evaluate((wanted) => Reflect.get(globalThis, 'benchStart')(wanted), selector);
  await page
    .locator('input[type=file]')
    .first()
    .setInputFiles([...paths]);
  await page.waitForFunction(() => Reflect.get(globalThis, 'benchShown') > 0, null, { timeout: timeoutMs });
  await page.waitForFunction(() => document.documentElement.dataset.settled === 'true', null, {
    timeout: timeoutMs,
  });
  return page.evaluate(() => ({
    shownMs: Number(Reflect.get(globalThis, 'benchShown')) - Number(Reflect.get(globalThis, 'benchFrom')),
    settledMs: performance.now() - Number(Reflect.get(globalThis, 'benchFrom')),
    blocked: Reflect.get(globalThis, 'benchBlocked') as { frameMs: number; taskMs: number },
  }));
}

/** Runs in the page: notes when files arrive, when the wanted element is drawn, and how long the page was blocked. */
function watch(): void {
  const state = { from: 0, wanted: '', last: 0 };
  const blocked = { frameMs: 0, taskMs: 0 };
  const keep = (name: string, value: unknown): boolean => Reflect.set(globalThis, name, value);
  keep('benchShown', 0);
  keep('benchBlocked', blocked);
  keep('benchStart', (wanted: string) => {
    state.wanted = wanted;
    state.from = 0;
    keep('benchShown', 0);
  });
  addEventListener(
    'change',
    () => {
      state.from = performance.now();
      state.last = state.from;
      blocked.frameMs = 0;
      blocked.taskMs = 0;
      keep('benchFrom', state.from);
    },
    { capture: true },
  );
  const frame = (): void => {
    const now = performance.now();
    if (state.from > 0) {
      blocked.frameMs = Math.max(blocked.frameMs, now - state.last);
      const isWanted = state.wanted !== '' && Reflect.get(globalThis, 'benchShown') === 0;
      if (isWanted && document.querySelector(state.wanted) !== null) keep('benchShown', now);
    }
    state.last = now;
    requestAnimationFrame(frame);
  };
  requestAnimationFrame(frame);
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries())
      if (state.from > 0 && entry.startTime >= state.from)
        blocked.taskMs = Math.max(blocked.taskMs, entry.duration);
  }).observe({ type: 'longtask', buffered: true });
}

function memoryOf(root: number, figure: 'VmHWM' | 'VmRSS'): number {
  try {
    let most = 0;
    for (const pid of familyOf(root)) {
      const isRenderer = readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('--type=renderer');
      const kb = new RegExp(`${figure}:\\s+(\\d+)`).exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
      if (isRenderer && kb !== undefined) most = Math.max(most, Number(kb) * 1024);
    }
    return most === 0 ? Number.NaN : most;
  } catch {
    return Number.NaN;
  }
}

function familyOf(root: number): readonly number[] {
  const parents = new Map<number, number>();
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    try {
      const stat = readFileSync(`/proc/${name}/stat`, 'utf8');
      parents.set(Number(name), Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]));
    } catch {
      // It has ended since.
    }
  }
  const family = [root];
  for (const one of family) for (const [pid, parent] of parents) if (parent === one) family.push(pid);
  return family;
}
