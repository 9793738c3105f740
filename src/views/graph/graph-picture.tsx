import { type KeyboardEvent, type Ref, useEffect, useImperativeHandle, useRef } from 'react';
import { type DrawnGraph, type GraphPlace, paintCallGraph, pickNode } from '../../draw/call-graph.ts';
import type { Theme } from '../../draw/palette.ts';
import type { Surface } from '../../draw/surface.ts';
import { Canvas, type CanvasHandle, type CanvasPoint } from '../canvas/canvas.tsx';
import styles from './graph-page.module.css';

export interface GraphHandle {
  readonly fit: () => void;
  readonly zoom: (factor: number) => void;
  readonly canvas: () => HTMLCanvasElement | null;
}

interface GraphPictureProps {
  readonly ref: Ref<GraphHandle>;
  readonly graph: DrawnGraph;
  readonly size: { readonly width: number; readonly height: number };
  readonly theme: Theme;
  readonly selected: number;
  readonly onSelect: (node: number) => void;
}

const dragCss = 4;
const stepCss = 60;
const maxScale = 4;
/** Names can be read from this scale on. */
const readable = 0.68;

/** The call graph on its canvas; where it lies and how large it is drawn is kept outside React. */
export function GraphPicture({ ref, graph, size, theme, selected, onSelect }: GraphPictureProps) {
  const canvas = useRef<CanvasHandle>(null);
  const place = useRef<GraphPlace | null>(null);
  const room = useRef({ w: 1, h: 1 });
  const hovered = useRef(-1);
  const drag = useRef<{ x: number; y: number; isPan: boolean } | null>(null);

  const fitted = (): GraphPlace => {
    const { w, h } = room.current;
    const scale = Math.min(1, w / Math.max(1, size.width), h / Math.max(1, size.height));
    return { scale, dx: (w - size.width * scale) / 2, dy: Math.max(0, (h - size.height * scale) / 2) };
  };
  /** All of it if it can be read; else from the top, with what weighs most in the middle. */
  const atFirst = (): GraphPlace => {
    const whole = fitted();
    if (whole.scale >= readable) return whole;
    const { w, h } = room.current;
    const heaviest = graph.nodes[0] ?? { x: 0, y: 0 };
    const dx = Math.min(0, Math.max(w - size.width * readable, w / 2 - heaviest.x * readable));
    const dy = Math.min(0, Math.max(h - size.height * readable, h / 3 - heaviest.y * readable));
    return { scale: readable, dx: size.width * readable < w ? (w - size.width * readable) / 2 : dx, dy };
  };
  const move = (next: GraphPlace): void => {
    place.current = next;
    canvas.current?.repaint();
  };
  const zoomAt = (factor: number, x: number, y: number): void => {
    const { scale, dx, dy } = place.current ?? atFirst();
    const next = Math.min(maxScale, Math.max(0.02, scale * factor));
    const by = next / scale;
    move({ scale: next, dx: x - (x - dx) * by, dy: y - (y - dy) * by });
  };
  const pan = (byX: number, byY: number): void => {
    const { scale, dx, dy } = place.current ?? atFirst();
    move({ scale, dx: dx + byX, dy: dy + byY });
  };
  useImperativeHandle(ref, () => ({
    fit: () => move(fitted()),
    zoom: (factor) => zoomAt(factor, room.current.w / 2, room.current.h / 2),
    canvas: () => canvas.current?.paintNow() ?? null,
  }));
  // Another graph is looked at from its beginning.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the size is what tells another graph
  useEffect(() => {
    place.current = null;
    canvas.current?.repaint();
  }, [size]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is selected is brought into view
  useEffect(() => {
    const node = graph.nodes[selected];
    if (node === undefined || place.current === null) return;
    const { scale, dx, dy } = place.current;
    const { w, h } = room.current;
    const [x, y] = [node.x * scale + dx, node.y * scale + dy];
    if (x < 0 || y < 0 || x > w || y > h)
      move({ scale, dx: w / 2 - node.x * scale, dy: h / 2 - node.y * scale });
  }, [selected]);

  const paint = (surface: Surface): void => {
    room.current = { w: surface.widthCss, h: surface.heightCss };
    place.current ??= atFirst();
    paintCallGraph(surface, graph, place.current, { theme, selected, hovered: hovered.current });
  };
  const pick = ({ x, y }: CanvasPoint): number => pickNode(graph, place.current ?? atFirst(), x, y);
  const onKey = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const { w, h } = room.current;
    if (event.key === 'ArrowLeft') pan(stepCss, 0);
    else if (event.key === 'ArrowRight') pan(-stepCss, 0);
    else if (event.key === 'ArrowUp') pan(0, stepCss);
    else if (event.key === 'ArrowDown') pan(0, -stepCss);
    else if (event.key === '+' || event.key === '=') zoomAt(1.3, w / 2, h / 2);
    else if (event.key === '-') zoomAt(1 / 1.3, w / 2, h / 2);
    else if (event.key === 'Escape' && selected >= 0) onSelect(-1);
    else if (event.key === 'Escape' || event.key === 'Home') move(fitted());
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <Canvas
      ref={canvas}
      className={styles.canvas}
      paint={paint}
      label="Call graph: the table below holds its nodes"
      onDown={(point, event) => {
        drag.current = { ...point, isPan: false };
        event.currentTarget.setPointerCapture(event.pointerId);
      }}
      onMove={(point, event) => {
        const from = drag.current;
        if (from !== null && event.buttons !== 0) {
          const [byX, byY] = [point.x - from.x, point.y - from.y];
          if (!from.isPan && Math.hypot(byX, byY) < dragCss) return;
          pan(byX, byY);
          drag.current = { ...point, isPan: true };
          return;
        }
        const node = pick(point);
        if (node !== hovered.current) {
          hovered.current = node;
          canvas.current?.repaint();
        }
      }}
      onUp={(point) => {
        if (drag.current?.isPan === false) onSelect(pick(point));
        drag.current = null;
      }}
      onWheel={(point, event) => {
        const unit = event.deltaMode === 1 ? 20 : 1;
        if (event.ctrlKey || event.metaKey) zoomAt(Math.exp(-event.deltaY * unit * 0.004), point.x, point.y);
        else pan(-event.deltaX * unit, -event.deltaY * unit);
        return true;
      }}
      onKey={onKey}
    />
  );
}
