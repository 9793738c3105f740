import {
  type KeyboardEvent,
  type PointerEvent,
  type Ref,
  useEffect,
  useImperativeHandle,
  useRef,
} from 'react';
import { CanvasSurface } from '../../draw/canvas-surface.ts';
import { cancelPaint, requestPaint } from '../../draw/loop.ts';

/** What the owner of a canvas may do with it. */
export interface CanvasHandle {
  /** Paints with the next frame. */
  repaint(): void;
  /** Paints at once, and gives the canvas: for exports. */
  paintNow(): HTMLCanvasElement | null;
}

/** Where the pointer is, in CSS pixels from the canvas' top left corner. */
export interface CanvasPoint {
  readonly x: number;
  readonly y: number;
}

interface CanvasProps {
  readonly ref?: Ref<CanvasHandle>;
  /** Paints everything. Called in the frame loop, never while rendering. */
  readonly paint: (surface: CanvasSurface) => void;
  readonly label: string;
  readonly className?: string;
  readonly onMove?: (point: CanvasPoint, event: PointerEvent<HTMLCanvasElement>) => void;
  readonly onDown?: (point: CanvasPoint, event: PointerEvent<HTMLCanvasElement>) => void;
  readonly onUp?: (point: CanvasPoint, event: PointerEvent<HTMLCanvasElement>) => void;
  readonly onLeave?: () => void;
  readonly onDoubleClick?: (point: CanvasPoint) => void;
  /** True if the wheel was used: the page then does not scroll. */
  readonly onWheel?: (point: CanvasPoint, event: WheelEvent) => boolean;
  readonly onKey?: (event: KeyboardEvent<HTMLCanvasElement>) => void;
  /** Id of the element that says in words what is selected. */
  readonly describedBy?: string;
}

/**
 * The one canvas of all views: sized by its style, sharp at every device pixel ratio, painted by the one frame loop.
 * It has a software raster on purpose (`willReadFrequently`): rectangles are written as pixels, see `CanvasSurface`.
 */
export function Canvas(props: CanvasProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const surface = useRef<CanvasSurface | null>(null);
  const latest = useRef(props);
  latest.current = props;
  const paintNow = useRef((): HTMLCanvasElement | null => {
    if (surface.current === null) return null;
    latest.current.paint(surface.current);
    surface.current.flush();
    return canvas.current;
  });
  const paint = useRef((): void => {
    paintNow.current();
  });
  useImperativeHandle(props.ref, () => ({
    repaint: () => requestPaint(paint.current),
    paintNow: () => paintNow.current(),
  }));
  useEffect(() => {
    const element = canvas.current;
    if (element === null) return;
    const resize = (): void => {
      surface.current = surfaceFor(element);
      requestPaint(paint.current);
    };
    const observer = new ResizeObserver(resize);
    observer.observe(element);
    const wheel = (event: WheelEvent): void => {
      if (latest.current.onWheel?.(pointOf(element, event), event)) event.preventDefault();
    };
    element.addEventListener('wheel', wheel, { passive: false });
    window.addEventListener('resize', resize);
    return () => {
      observer.disconnect();
      element.removeEventListener('wheel', wheel);
      window.removeEventListener('resize', resize);
      cancelPaint(paint.current);
    };
  }, []);
  useEffect(() => requestPaint(paint.current));
  return (
    <canvas
      ref={canvas}
      className={props.className}
      tabIndex={props.onKey === undefined ? undefined : 0}
      role={props.onKey === undefined ? 'img' : 'application'}
      aria-label={props.label}
      aria-describedby={props.describedBy}
      onPointerMove={(event) => props.onMove?.(pointOf(event.currentTarget, event), event)}
      onPointerDown={(event) => props.onDown?.(pointOf(event.currentTarget, event), event)}
      onPointerUp={(event) => props.onUp?.(pointOf(event.currentTarget, event), event)}
      onPointerLeave={props.onLeave}
      onDoubleClick={(event) => props.onDoubleClick?.(pointOf(event.currentTarget, event))}
      onKeyDown={props.onKey}
    />
  );
}

function pointOf(element: HTMLElement, event: { clientX: number; clientY: number }): CanvasPoint {
  const box = element.getBoundingClientRect();
  return { x: event.clientX - box.left, y: event.clientY - box.top };
}

/** Fits the canvas to its place on the page in device pixels; null while it has none. */
function surfaceFor(element: HTMLCanvasElement): CanvasSurface | null {
  const { clientWidth, clientHeight } = element;
  if (clientWidth === 0 || clientHeight === 0) return null;
  const dpr = Math.min(window.devicePixelRatio || 1, 3);
  element.width = Math.round(clientWidth * dpr);
  element.height = Math.round(clientHeight * dpr);
  const context = element.getContext('2d', { alpha: false, willReadFrequently: true });
  return context === null ? null : new CanvasSurface(context, clientWidth, clientHeight, dpr);
}
