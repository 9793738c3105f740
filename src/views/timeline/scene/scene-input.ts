import { gutterCss, rulerCss, thumbCss } from '../../../draw/timeline/lanes-picture.ts';
import type { TimeWindow } from '../../../layout/timeline/window.ts';
import type { Scene, SceneHit } from './scene.ts';

export interface SceneActions {
  /** A click on a lane. */
  readonly onSelect: (hit: SceneHit) => void;
  readonly onZoomTo: (hit: SceneHit) => void;
  readonly onHeader: (section: number) => void;
  readonly onMore: (section: number) => void;
  readonly onHover: (hit: SceneHit | null, xCss: number, yCss: number) => void;
  readonly onRange: (range: TimeWindow | null) => void;
}

const clickCss = 4;

interface Drag {
  readonly kind: 'pan' | 'range' | 'thumb';
  readonly x: number;
  readonly y: number;
  readonly window: TimeWindow;
  readonly scroll: number;
  hasMoved: boolean;
}

/** Wheel, drag and double click on the lanes. Returns what undoes the listening. */
export function listenToScene(canvas: HTMLCanvasElement, scene: Scene, actions: SceneActions): () => void {
  const gone = new AbortController();
  const options = { signal: gone.signal };
  let drag: Drag | null = null;

  const place = (event: MouseEvent): { x: number; y: number } => {
    const box = canvas.getBoundingClientRect();
    return { x: event.clientX - box.left, y: event.clientY - box.top };
  };

  canvas.addEventListener(
    'wheel',
    (event) => {
      event.preventDefault();
      actions.onHover(null, 0, 0);
      wheel(scene, event, place(event));
    },
    { ...options, passive: false },
  );
  canvas.addEventListener(
    'pointerdown',
    (event) => {
      if (event.button !== 0) return;
      const { x, y } = place(event);
      canvas.setPointerCapture(event.pointerId);
      const kind = x > scene.widthCss - thumbCss ? 'thumb' : event.shiftKey || y < rulerCss ? 'range' : 'pan';
      drag = { kind, x, y, window: scene.window, scroll: scene.scrollCss, hasMoved: false };
    },
    options,
  );
  canvas.addEventListener(
    'pointermove',
    (event) => {
      const { x, y } = place(event);
      if (drag !== null) {
        if (!drag.hasMoved && Math.hypot(x - drag.x, y - drag.y) < clickCss) return;
        drag.hasMoved = true;
        actions.onHover(null, 0, 0);
        dragTo(scene, drag, x, y);
        return;
      }
      const hit = scene.hitAt(x, y);
      const lane = hit?.lane ?? -1;
      if (lane !== scene.hoveredLane) {
        scene.hoveredLane = lane;
        scene.repaint();
      }
      canvas.style.cursor =
        y < rulerCss ? 'text' : hit?.part === 'header' || hit?.part === 'more' ? 'pointer' : 'default';
      actions.onHover(x < gutterCss ? null : hit, x, y);
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
      if (ended.hasMoved) {
        if (ended.kind === 'range') actions.onRange(scene.range);
        return;
      }
      const hit = scene.hitAt(x, y);
      if (hit?.part === 'lane') actions.onSelect(hit);
      else if (hit?.part === 'header') actions.onHeader(hit.section);
      else if (hit?.part === 'more') actions.onMore(hit.section);
      else actions.onRange(null);
    },
    options,
  );
  canvas.addEventListener('pointercancel', () => (drag = null), options);
  canvas.addEventListener(
    'dblclick',
    (event) => {
      const { x, y } = place(event);
      const hit = scene.hitAt(x, y);
      if (y < rulerCss) scene.fit();
      else if (hit?.part === 'lane') actions.onZoomTo(hit);
    },
    options,
  );
  canvas.addEventListener(
    'pointerleave',
    () => {
      scene.hoveredLane = -1;
      scene.repaint();
      actions.onHover(null, 0, 0);
    },
    options,
  );
  return () => gone.abort();
}

/** Plain: scroll, or zoom where all lanes are in sight; with Ctrl, ⌘ or Alt, or on the ruler: zoom; with Shift, or sideways: pan. */
function wheel(scene: Scene, event: WheelEvent, at: { readonly x: number; readonly y: number }): void {
  const scale = event.deltaMode === 1 ? 16 : event.deltaMode === 2 ? 400 : 1;
  const deltaX = event.deltaX * scale;
  const deltaY = event.deltaY * scale;
  if (event.ctrlKey || event.metaKey || event.altKey || at.y < rulerCss)
    scene.zoom(2 ** (deltaY / 240), at.x);
  else if (event.shiftKey) scene.pan((deltaY + deltaX) / scene.plotCss);
  else {
    if (deltaX !== 0) scene.pan(deltaX / scene.plotCss);
    if (deltaY !== 0 && scene.canScroll) scene.scrollTo(scene.scrollCss + deltaY);
    else if (deltaY !== 0) scene.zoom(2 ** (deltaY / 240), at.x);
  }
}

function dragTo(scene: Scene, drag: Drag, x: number, y: number): void {
  if (drag.kind === 'thumb') scene.dragThumb(drag.scroll, y - drag.y);
  else if (drag.kind === 'range') {
    const a = scene.timeAtX(drag.x);
    const b = scene.timeAtX(x);
    scene.range = { startNs: Math.min(a, b), endNs: Math.max(a, b) };
    scene.repaint();
  } else {
    const byNs = ((drag.x - x) * (drag.window.endNs - drag.window.startNs)) / scene.plotCss;
    scene.moveTo({ startNs: drag.window.startNs + byNs, endNs: drag.window.endNs + byNs });
    scene.scrollTo(drag.scroll + drag.y - y);
  }
}
