import { pannedWindow, type ShareWindow, zoomedWindow } from './flame-pane.ts';
import type { FlameScene } from './flame-scene.ts';

interface MoveEvents {
  /** Something has moved: paint. */
  readonly onMove: () => void;
  /** The windows have been still for a while after a wheel or a drag: time to write them down. */
  readonly onRest: () => void;
}

const moveMs = 160;
const restMs = 250;

/** Zooming and panning: at once by wheel and drag, gliding to a box so that the eye can follow. */
export class FlameMoves {
  private readonly scene: FlameScene;
  private readonly events: MoveEvents;
  private frame = 0;
  private rest: ReturnType<typeof setTimeout> | null = null;

  constructor(scene: FlameScene, events: MoveEvents) {
    this.scene = scene;
    this.events = events;
  }

  close(): void {
    this.stop();
    if (this.rest !== null) clearTimeout(this.rest);
  }

  goTo(windows: readonly ShareWindow[], isGliding: boolean): void {
    this.stop();
    const { panes } = this.scene;
    const starts = panes.map(({ window }) => window);
    const isThere = starts.every(({ from, to }, i) => from === windows[i].from && to === windows[i].to);
    if (isThere) return;
    const begin = performance.now();
    const step = (now: number): void => {
      const part = isGliding ? Math.min(1, Math.max(0, (now - begin) / moveMs)) : 1;
      const eased = 1 - (1 - part) ** 3;
      for (const [i, pane] of panes.entries())
        pane.window = part === 1 ? windows[i] : between(starts[i], windows[i], eased);
      this.events.onMove();
      this.frame = part < 1 ? requestAnimationFrame(step) : 0;
    };
    step(begin);
  }

  zoomAt(pane: number, xCss: number, factor: number): void {
    const { panes } = this.scene;
    this.stop();
    panes[pane].window = zoomedWindow(panes[pane].window, this.scene.shareAt(pane, xCss), factor);
    this.moved();
  }

  /** `byShare` is in shares of what is in view. */
  pan(pane: number, byShare: number): void {
    const one = this.scene.panes[pane];
    this.stop();
    one.window = pannedWindow(one.window, byShare * (one.window.to - one.window.from));
    this.moved();
  }

  show(pane: number, window: ShareWindow): void {
    this.stop();
    this.scene.panes[pane].window = window;
    this.moved();
  }

  private moved(): void {
    this.events.onMove();
    if (this.rest !== null) clearTimeout(this.rest);
    this.rest = setTimeout(this.events.onRest, restMs);
  }

  private stop(): void {
    if (this.frame !== 0) cancelAnimationFrame(this.frame);
    this.frame = 0;
  }
}

/** Widths change by equal factors, so that a long way in looks like a way in. */
function between(a: ShareWindow, b: ShareWindow, part: number): ShareWindow {
  const [spanA, spanB] = [a.to - a.from, b.to - b.from];
  const span = spanA * (spanB / spanA) ** part;
  const moved = spanA === spanB ? part : (span - spanA) / (spanB - spanA);
  const from = a.from + (b.from - a.from) * moved;
  return { from, to: from + span };
}
