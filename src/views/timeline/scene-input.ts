import { gutterCss, rulerCss } from '../../draw/timeline/paint-lanes.ts';
import type { TimeWindow } from '../../layout/timeline/window.ts';
import type { Scene, SceneHit } from './scene.ts';

export interface SceneActions {
  readonly onSelect: (hit: SceneHit) => void;
  readonly onZoomTo: (hit: SceneHit) => void;
  readonly onHeader: (section: number) => void;
  readonly onHover: (hit: SceneHit | null, xCss: number, yCss: number) => void;
  readonly onRange: (range: TimeWindow | null) => void;
}

const clickCss = 4;

/** Wheel, drag, double click and keys of the lanes. Returns what undoes the listening. */
export function listenToScene(canvas: HTMLCanvasElement, scene: Scene, actions: SceneActions): () => void {
  const gone = new AbortController();
  const options = { signal: gone.signal };
  let drag: {
    x: number;
    y: number;
    at: TimeWindow;
    scroll: number;
    isRange: boolean;
    moved: boolean;
  } | null = null;

  const place = (event: MouseEvent): { x: number; y: number } => {
    const box = canvas.getBoundingClientRect();
    return { x: event.clientX - box.left, y: event.clientY - box.top };
  };

  canvas.addEventListener(
    'wheel',
    (event) => {
      event.preventDefault();
      const { x, y } = place(event);
      const scale = event.deltaMode === 1 ? 16 : event.deltaMode === 2 ? 400 : 1;
      if (event.ctrlKey || event.metaKey || event.altKey || y < rulerCss)
        scene.zoom(2 ** ((event.deltaY * scale) / 240), x);
      else if (event.shiftKey) scene.pan(((event.deltaY + event.deltaX) * scale) / scene.plotCss);
      else {
        if (event.deltaX !== 0) scene.pan((event.deltaX * scale) / scene.plotCss);
        if (event.deltaY !== 0) scene.scrollTo(scene.scrollCss + event.deltaY * scale);
      }
    },
    { ...options, passive: false },
  );

  canvas.addEventListener(
    'pointerdown',
    (event) => {
      if (event.button !== 0) return;
      const { x, y } = place(event);
      canvas.setPointerCapture(event.pointerId);
      const isRange = event.shiftKey || y < rulerCss;
      drag = { x, y, at: scene.window, scroll: scene.scrollCss, isRange, moved: false };
    },
    options,
  );

  canvas.addEventListener(
    'pointermove',
    (event) => {
      const { x, y } = place(event);
      if (drag === null) {
        const hit = scene.hitAt(x, y);
        const lane = hit?.lane ?? -1;
        if (lane !== scene.hoveredLane) {
          scene.hoveredLane = lane;
          scene.repaint();
        }
        actions.onHover(x < gutterCss ? null : hit, x, y);
        return;
      }
      if (!drag.moved && Math.hypot(x - drag.x, y - drag.y) < clickCss) return;
      drag.moved = true;
      if (drag.isRange) {
        const a = scene.timeAtX(drag.x);
        const b = scene.timeAtX(x);
        scene.range = { startNs: Math.min(a, b), endNs: Math.max(a, b) };
        scene.repaint();
        return;
      }
      const perCss = (drag.at.endNs - drag.at.startNs) / scene.plotCss;
      const byNs = (drag.x - x) * perCss;
      scene.moveTo({ startNs: drag.at.startNs + byNs, endNs: drag.at.endNs + byNs });
      scene.scrollTo(drag.scroll + drag.y - y);
    },
    options,
  );

  canvas.addEventListener(
    'pointerup',
    (event) => {
      const { x, y } = place(event);
      const ended = drag;
      drag = null;
      if (ended === null) return;
      if (ended.moved) {
        if (ended.isRange) actions.onRange(scene.range);
        return;
      }
      const hit = scene.hitAt(x, y);
      if (hit === null) actions.onRange(null);
      else if (hit.lane < 0) actions.onHeader(hit.section);
      else actions.onSelect(hit);
    },
    options,
  );

  canvas.addEventListener(
    'dblclick',
    (event) => {
      const { x, y } = place(event);
      const hit = scene.hitAt(x, y);
      if (hit !== null && hit.lane >= 0) actions.onZoomTo(hit);
    },
    options,
  );

  canvas.addEventListener('pointerleave', () => actions.onHover(null, 0, 0), options);
  canvas.addEventListener(
    'keydown',
    (event) => {
      if (pressed(scene, event.key, event.ctrlKey || event.metaKey || event.altKey)) event.preventDefault();
    },
    options,
  );
  return () => gone.abort();
}

/** True if the key did something. */
function pressed(scene: Scene, key: string, hasModifier: boolean): boolean {
  if (hasModifier) return false;
  switch (key) {
    case 'w':
    case '+':
      scene.zoom(0.7);
      return true;
    case 's':
    case '-':
      scene.zoom(1 / 0.7);
      return true;
    case 'a':
    case 'ArrowLeft':
      scene.pan(-0.15);
      return true;
    case 'd':
    case 'ArrowRight':
      scene.pan(0.15);
      return true;
    case 'f':
      scene.fit();
      return true;
    case 'ArrowUp':
      scene.scrollTo(scene.scrollCss - 45);
      return true;
    case 'ArrowDown':
      scene.scrollTo(scene.scrollCss + 45);
      return true;
    case 'PageUp':
      scene.scrollTo(scene.scrollCss - 500);
      return true;
    case 'PageDown':
      scene.scrollTo(scene.scrollCss + 500);
      return true;
    default:
      return false;
  }
}
