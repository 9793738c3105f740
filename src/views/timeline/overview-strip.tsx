import { type RefObject, useEffect, useRef } from 'react';
import type { Overview } from '../../analysis/timeline/question.ts';
import { CanvasSurface } from '../../draw/canvas-surface.ts';
import { cancelPaint, requestPaint } from '../../draw/loop.ts';
import { darkTheme, lightTheme } from '../../draw/palette.ts';
import { gutterCss } from '../../draw/timeline/paint-lanes.ts';
import { paintOverview } from '../../draw/timeline/paint-overview.ts';
import { useAnswer } from '../hooks/use-answer.ts';
import type { Scene } from './scene.ts';
import styles from './timeline-page.module.css';

interface OverviewStripProps {
  readonly doc: string;
  readonly durationNs: number;
  readonly scene: RefObject<Scene | null>;
  readonly brush: RefObject<((startNs: number, endNs: number) => void) | null>;
}

const buckets = 1600;

/** The whole trace on a strip: drag on it to choose the window of the lanes. */
export function OverviewStrip({ doc, durationNs, scene, brush }: OverviewStripProps) {
  const { answer } = useAnswer('overview', { doc, buckets });
  const host = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const frame = useRef<HTMLDivElement>(null);

  useEffect(() => {
    if (answer === undefined || canvas.current === null || host.current === null) return;
    return showOverview(canvas.current, host.current, answer);
  }, [answer]);

  useEffect(() => {
    brush.current = (startNs, endNs) => {
      if (host.current === null || frame.current === null) return;
      const plot = host.current.clientWidth - gutterCss;
      const left = gutterCss + (startNs / durationNs) * plot;
      frame.current.style.transform = `translateX(${left}px)`;
      frame.current.style.width = `${Math.max(3, ((endNs - startNs) / durationNs) * plot)}px`;
    };
    const made = scene.current;
    if (made !== null) brush.current(made.window.startNs, made.window.endNs);
    return () => {
      brush.current = null;
    };
  }, [brush, scene, durationNs]);

  const from = useRef<number | null>(null);
  const timeOf = (clientX: number): number => {
    const box = host.current?.getBoundingClientRect();
    if (box === undefined) return 0;
    const share = (clientX - box.left - gutterCss) / Math.max(1, box.width - gutterCss);
    return Math.max(0, Math.min(1, share)) * durationNs;
  };
  const brushTo = (clientX: number): void => {
    if (from.current === null) return;
    const to = timeOf(clientX);
    const startNs = Math.min(from.current, to);
    const endNs = Math.max(from.current, to);
    if (endNs - startNs > durationNs / 2000) scene.current?.moveTo({ startNs, endNs });
  };
  return (
    <div
      ref={host}
      className={styles.overview}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        from.current = timeOf(event.clientX);
      }}
      onPointerMove={(event) => brushTo(event.clientX)}
      onPointerUp={(event) => {
        brushTo(event.clientX);
        from.current = null;
      }}
      onDoubleClick={() => scene.current?.fit()}
    >
      <canvas
        ref={canvas}
        role="img"
        aria-label="Goroutines by state, heap, GC and threads over the whole trace"
      />
      <div ref={frame} className={styles.brush} />
    </div>
  );
}

function showOverview(canvas: HTMLCanvasElement, host: HTMLElement, overview: Overview): () => void {
  const paint = (): void => {
    const dpr = globalThis.devicePixelRatio || 1;
    const { clientWidth, clientHeight } = host;
    canvas.width = Math.max(1, Math.round(clientWidth * dpr));
    canvas.height = Math.max(1, Math.round(clientHeight * dpr));
    const context = canvas.getContext('2d', { alpha: false });
    if (context === null) return;
    const surface = new CanvasSurface(context, clientWidth, clientHeight, dpr);
    const isDark = document.documentElement.dataset.theme === 'dark';
    paintOverview(surface, { ...overview, stacked: overview, theme: isDark ? darkTheme : lightTheme });
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
