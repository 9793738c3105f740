import { type RefObject, useEffect, useRef } from 'react';
import type { Overview } from '../../../analysis/timeline/question.ts';
import { bytes, count } from '../../../base/figures.ts';
import { CanvasSurface } from '../../../draw/canvas-surface.ts';
import { cancelPaint, requestPaint } from '../../../draw/loop.ts';
import { darkTheme, lightTheme } from '../../../draw/palette.ts';
import { gutterCss } from '../../../draw/timeline/lanes-picture.ts';
import { paintOverview } from '../../../draw/timeline/paint-overview.ts';
import { type BrushDrag, brushPart, brushTo } from '../../../layout/timeline/brush.ts';
import type { TimeWindow } from '../../../layout/timeline/window.ts';
import { useAnswer } from '../../hooks/use-answer.ts';
import { useView } from '../../hooks/use-store.ts';

import type { Scene } from '../scene/scene.ts';
import { duration, moment, windowOf, windowText } from '../time-text.ts';
import styles from '../timeline-page.module.css';
import { stateTitle } from './state-titles.ts';

interface OverviewStripProps {
  readonly doc: string;
  readonly durationNs: number;
  readonly scene: RefObject<Scene | null>;
  readonly brush: RefObject<((startNs: number, endNs: number) => void) | null>;
}

export const overviewBuckets = 1600;

/** The whole trace on a strip: drag on it to choose the window of the lanes, drag the frame or its edges to move it. */
export function OverviewStrip({ doc, durationNs, scene, brush }: OverviewStripProps) {
  const { answer } = useAnswer('overview', { doc, buckets: overviewBuckets });
  const [view, choose] = useView('timeline');
  const chosen = windowOf(view.window) ?? { startNs: 0, endNs: durationNs };
  const latest = useRef(chosen);
  latest.current = chosen;
  const host = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const frame = useRef<HTMLDivElement>(null);
  const readout = useRef<HTMLDivElement>(null);

  useEffect(() => {
    if (answer === undefined || canvas.current === null || host.current === null) return;
    return showOverview(canvas.current, host.current, answer);
  }, [answer]);

  useEffect(() => {
    const place = (): void => {
      const { startNs, endNs } = scene.current?.window ?? latest.current;
      brush.current?.(startNs, endNs);
    };
    brush.current = (startNs, endNs) => {
      if (host.current === null || frame.current === null) return;
      const plot = host.current.clientWidth - gutterCss;
      const left = gutterCss + (startNs / durationNs) * plot;
      const width = Math.max(3, ((endNs - startNs) / durationNs) * plot);
      frame.current.style.transform = `translateX(${left}px)`;
      frame.current.style.width = `${width}px`;
      const isWhole = startNs <= 0 && endNs >= durationNs;
      frame.current.dataset.side = left + width > host.current.clientWidth / 2 ? 'left' : 'right';
      frame.current.dataset.window = isWhole ? '' : duration(endNs - startNs);
    };
    place();
    const sized = new ResizeObserver(place);
    if (host.current !== null) sized.observe(host.current);
    return () => {
      sized.disconnect();
      brush.current = null;
    };
  }, [brush, scene, durationNs]);

  // The table has no scene: there the choice alone moves.
  const moveTo = (window: TimeWindow): void => {
    if (scene.current !== null) {
      scene.current.moveTo(window);
      return;
    }
    brush.current?.(window.startNs, window.endNs);
    const isWhole = window.startNs <= 0 && window.endNs >= durationNs;
    choose({ window: isWhole ? null : windowText(window) });
  };
  const drag = useRef<BrushDrag | null>(null);
  const timeOf = (clientX: number): number => {
    const box = host.current?.getBoundingClientRect();
    if (box === undefined) return 0;
    const share = (clientX - box.left - gutterCss) / Math.max(1, box.width - gutterCss);
    return Math.max(0, Math.min(1, share)) * durationNs;
  };
  const perCss = (): number => durationNs / Math.max(1, (host.current?.clientWidth ?? 1) - gutterCss);
  const say = (clientX: number | null): void => {
    const box = readout.current;
    if (box === null) return;
    box.dataset.shown = clientX === null || answer === undefined ? 'no' : 'yes';
    if (clientX === null || answer === undefined) return;
    box.textContent = overviewText(answer, timeOf(clientX));
  };
  return (
    <div ref={host} className={styles.overview}>
      <canvas
        ref={canvas}
        role="img"
        aria-label="Goroutines by state, heap, GC and threads over the whole trace"
        onPointerDown={(event) => {
          if (event.button !== 0) return;
          const window = scene.current?.window ?? chosen;
          const isWhole = window.startNs <= 0 && window.endNs >= durationNs;
          event.currentTarget.setPointerCapture(event.pointerId);
          const atNs = timeOf(event.clientX);
          const part = isWhole ? 'new' : brushPart(window, atNs, 6 * perCss());
          drag.current = { part, fromNs: atNs, window };
        }}
        onPointerMove={(event) => {
          say(event.clientX);
          if (drag.current === null) return;
          const window = brushTo(drag.current, timeOf(event.clientX), durationNs, 3 * perCss());
          if (window !== null) moveTo(window);
        }}
        onPointerUp={() => {
          drag.current = null;
        }}
        onPointerLeave={() => say(null)}
        onDoubleClick={() => moveTo({ startNs: 0, endNs: durationNs })}
      />
      <div ref={frame} className={styles.brush} />
      <div ref={readout} className={styles.readout} data-shown="no" role="presentation" />
    </div>
  );
}

/** What the strip shows at a time, in words. */
function overviewText(overview: Overview, ns: number): string {
  const { buckets, names, counts, heap, heapGoal, threads, durationNs } = overview;
  const bucket = Math.min(buckets - 1, Math.floor((ns / Math.max(1, durationNs)) * buckets));
  const states = names
    .map((name, layer) => ({ name, n: Math.round(counts[layer][bucket]) }))
    .filter(({ n }) => n > 0)
    .map(({ name, n }) => `${count(n)} ${stateTitle(name)}`);
  const goal = heapGoal[bucket] > 0 ? ` of ${bytes(heapGoal[bucket])}` : '';
  const live = heap[bucket] > 0 ? [`heap ${bytes(heap[bucket])}${goal}`] : [];
  return [moment(ns), ...states, ...live, `${Math.round(threads[bucket])} threads`].join(' · ');
}

function showOverview(canvas: HTMLCanvasElement, host: HTMLElement, overview: Overview): () => void {
  const paint = (): void => {
    const dpr = globalThis.devicePixelRatio || 1;
    const { clientWidth, clientHeight } = host;
    canvas.width = Math.max(1, Math.round(clientWidth * dpr));
    canvas.height = Math.max(1, Math.round(clientHeight * dpr));
    const context = canvas.getContext('2d', { alpha: false, willReadFrequently: true });
    if (context === null) return;
    const surface = new CanvasSurface(context, clientWidth, clientHeight, dpr);
    const isDark = document.documentElement.dataset.theme === 'dark';
    paintOverview(surface, {
      ...overview,
      stacked: overview,
      theme: isDark ? darkTheme : lightTheme,
    });
    surface.flush();
  };
  const ask = (): void => requestPaint(paint);
  const sized = new ResizeObserver(ask);
  sized.observe(host);
  window.addEventListener('unpark-theme', ask);
  ask();
  return () => {
    sized.disconnect();
    window.removeEventListener('unpark-theme', ask);
    cancelPaint(paint);
  };
}
