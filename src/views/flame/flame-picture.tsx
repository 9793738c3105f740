import {
  type KeyboardEvent,
  type PointerEvent,
  type Ref,
  useEffect,
  useImperativeHandle,
  useRef,
} from 'react';
import { count } from '../../base/figures.ts';
import type { Surface } from '../../draw/surface.ts';
import { Canvas, type CanvasHandle, type CanvasPoint } from '../canvas/canvas.tsx';
import { advanceOf } from '../canvas/mono-advance.ts';
import { boxBeside } from './flame-keys.ts';
import { FlameMap, type MapHandle } from './flame-map.tsx';
import { FlameMoves } from './flame-moves.ts';
import styles from './flame-page.module.css';
import type { ShareWindow } from './flame-pane.ts';
import { type FlamePlace, type FlameScene, rowCss } from './flame-scene.ts';
import { FlameTip, type TipHandle } from './flame-tip.tsx';
import { boxWords } from './flame-words.ts';

export interface PictureHandle {
  readonly repaint: () => void;
  readonly goTo: (windows: readonly ShareWindow[], isGliding: boolean) => void;
  readonly canvas: () => HTMLCanvasElement | null;
  readonly focus: () => void;
}

interface FlamePictureProps {
  readonly ref: Ref<PictureHandle>;
  readonly scene: FlameScene;
  readonly isCompared: boolean;
  readonly label: string;
  /** `isZoom` makes the box fill the width, too; null lets go of the selection and of the zoom. */
  readonly onPick: (place: FlamePlace | null, isZoom: boolean) => void;
  /** The windows of the scene were moved otherwise than to a box. */
  readonly onWindow: () => void;
}

const dragCss = 4;
const zoomStep = 1.4;

/** The canvas of a flame graph with its map and its tooltip: pointer, wheel and keys are translated here. */
export function FlamePicture({ ref, scene, isCompared, label, onPick, onWindow }: FlamePictureProps) {
  const canvas = useRef<CanvasHandle>(null);
  const map = useRef<MapHandle>(null);
  const tip = useRef<TipHandle>(null);
  const merged = useRef<HTMLSpanElement>(null);
  const host = useRef<HTMLDivElement>(null);
  const drag = useRef<{ x: number; y: number; pane: number; isPan: boolean } | null>(null);
  const latest = useRef({ onWindow });
  latest.current = { onWindow };
  const moves = useRef<FlameMoves | null>(null);

  const repaint = useRef(() => {
    canvas.current?.repaint();
    map.current?.follow();
  });
  useEffect(() => {
    const made = new FlameMoves(scene, {
      onMove: repaint.current,
      onRest: () => latest.current.onWindow(),
    });
    moves.current = made;
    return () => made.close();
  }, [scene]);
  useImperativeHandle(ref, () => ({
    repaint: () => {
      repaint.current();
      map.current?.repaint();
    },
    goTo: (windows, isGliding) => moves.current?.goTo(windows, isGliding && !isStill()),
    canvas: () => canvas.current?.paintNow() ?? null,
    focus: () => host.current?.querySelector('canvas')?.focus(),
  }));

  const paint = (surface: Surface): void => {
    scene.advanceCss = advanceOf(11);
    size.current = { w: surface.widthCss, h: surface.heightCss };
    scene.resize(surface.widthCss, surface.heightCss);
    const small = scene.paint(surface);
    if (merged.current !== null)
      merged.current.textContent =
        small === 0 ? '' : `${count(small)} boxes in view are too narrow: drawn merged, in grey`;
  };
  const size = useRef({ w: 0, h: 0 });

  const hover = (place: FlamePlace | null, point: CanvasPoint): void => {
    const before = scene.hovered;
    scene.hovered = place;
    if (before?.node !== place?.node || before?.pane !== place?.pane) repaint.current();
    const top = host.current?.querySelector('canvas')?.offsetTop ?? 0;
    tip.current?.show(place === null ? null : boxWords(scene, place, isCompared), point.x, point.y + top);
  };
  const onMove = (point: CanvasPoint, event: PointerEvent): void => {
    const dragged = drag.current;
    if (dragged === null || event.buttons === 0) {
      hover(scene.pick(point.x, point.y), point);
      return;
    }
    const [dx, dy] = [point.x - dragged.x, point.y - dragged.y];
    if (!dragged.isPan && Math.hypot(dx, dy) < dragCss) return;
    hover(null, point);
    moves.current?.pan(dragged.pane, -dx / size.current.w);
    if (scene.scrollTo(scene.scrollCss - dy)) repaint.current();
    drag.current = { ...point, pane: dragged.pane, isPan: true };
  };
  const onWheel = (point: CanvasPoint, event: WheelEvent): boolean => {
    const pane = scene.paneAt(point.y);
    const unit = event.deltaMode === 1 ? rowCss : 1;
    if (event.ctrlKey || event.metaKey) {
      moves.current?.zoomAt(pane, point.x, Math.exp(event.deltaY * unit * 0.004));
    } else if (event.shiftKey || Math.abs(event.deltaX) > Math.abs(event.deltaY)) {
      const by = event.deltaX === 0 ? event.deltaY : event.deltaX;
      moves.current?.pan(pane, (by * unit) / size.current.w);
    } else if (scene.scrollTo(scene.scrollCss + event.deltaY * unit)) repaint.current();
    else return false;
    hover(scene.pick(point.x, point.y), point);
    return true;
  };
  const onKey = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const pane = scene.selected?.pane ?? 0;
    if (event.key.startsWith('Arrow')) {
      const next = boxBeside(scene, scene.selected, event.key);
      if (next !== null) {
        if (scene.reveal(next)) onWindow();
        onPick(next, false);
      }
    } else if (event.key === 'Enter' && scene.selected !== null) onPick(scene.selected, true);
    else if (event.key === 'Escape') onPick(null, true);
    else if (event.key === '+' || event.key === '=') moves.current?.zoomAt(pane, centre(), 1 / zoomStep);
    else if (event.key === '-') moves.current?.zoomAt(pane, centre(), zoomStep);
    else if (event.key === 'PageDown') scroll(size.current.h * 0.8);
    else if (event.key === 'PageUp') scroll(-size.current.h * 0.8);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const scroll = (by: number): void => {
    if (scene.scrollTo(scene.scrollCss + by)) repaint.current();
  };
  /** Where the selected box is, else the middle. */
  const centre = (): number => {
    const { selected, panes } = scene;
    const { w } = size.current;
    if (selected === null) return w / 2;
    const { window } = panes[selected.pane];
    const box = scene.windowOf(selected);
    const at = ((box.from + box.to) / 2 - window.from) / (window.to - window.from);
    return Math.min(w, Math.max(0, at * w));
  };

  return (
    <div ref={host} className={styles.picture}>
      {scene.panes.length === 1 ? (
        <FlameMap ref={map} scene={scene} onShow={(window) => moves.current?.show(0, window)} />
      ) : null}
      <Canvas
        ref={canvas}
        className={styles.canvas}
        paint={paint}
        label={label}
        onMove={onMove}
        onDown={(point, event) => {
          drag.current = { ...point, pane: scene.paneAt(point.y), isPan: false };
          event.currentTarget.setPointerCapture(event.pointerId);
        }}
        onUp={(point) => {
          const wasPan = drag.current?.isPan ?? true;
          drag.current = null;
          if (!wasPan) onPick(scene.pick(point.x, point.y), true);
        }}
        onLeave={() => hover(null, { x: 0, y: 0 })}
        onWheel={onWheel}
        onKey={onKey}
      />
      <FlameTip ref={tip} />
      <span ref={merged} className={styles.merged} />
    </div>
  );
}

function isStill(): boolean {
  return matchMedia('(prefers-reduced-motion: reduce)').matches;
}
