import { nodeOfPath, pathOf } from '../../layout/flame-path.ts';
import { clampWindow, type ShareWindow, wholeWindow } from './flame-pane.ts';
import type { FlamePlace, FlameScene } from './flame-scene.ts';

/** Places of a flame graph as an address writes them. A path that begins with a newline is one of the callers' pane. */
export function placeText(scene: FlameScene, { pane, node }: FlamePlace): string {
  return (pane === 1 ? '\n' : '') + pathOf(scene.panes[pane].tree, node);
}

export function placeOfText(scene: FlameScene, text: string): FlamePlace {
  const isCaller = text.startsWith('\n') && scene.panes.length > 1;
  const pane = isCaller ? 1 : 0;
  return { pane, node: nodeOfPath(scene.panes[pane].tree, text.replace(/^\n/, '')), count: 1 };
}

/** 'from~to' in shares of the whole width, one part per pane. */
export function windowText(windows: readonly ShareWindow[]): string | null {
  if (windows.every(({ from, to }) => from === 0 && to === 1)) return null;
  return windows.map(({ from, to }) => `${digits(from)}~${digits(to)}`).join('_');
}

function digits(share: number): string {
  return String(Number(share.toPrecision(12)));
}

/** The windows an address says: a zoomed box, and what the eye has moved to since. */
export function windowsOf(scene: FlameScene, zoom: string | null, window: string | null): ShareWindow[] {
  const windows = scene.panes.map(() => wholeWindow);
  if (zoom !== null) {
    const place = placeOfText(scene, zoom);
    windows[place.pane] = scene.windowOf(place);
  }
  for (const [i, part] of (window ?? '').split('_').entries()) {
    const [from, to] = part.split('~').map(Number);
    if (i < windows.length && from >= 0 && to <= 1 && to > from) windows[i] = clampWindow({ from, to });
  }
  return windows;
}
