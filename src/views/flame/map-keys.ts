import { pannedWindow, type ShareWindow, wholeWindow, zoomedWindow } from './flame-pane.ts';

const zoomStep = 1.4;
/** How far an arrow moves, as a share of what is in view. */
const moveStep = 0.25;

/** The window that a key of the map leads to; null if it is none of its keys. */
export function windowByKey(window: ShareWindow, key: string): ShareWindow | null {
  const span = window.to - window.from;
  const zoomed = (factor: number): ShareWindow => zoomedWindow(window, (window.from + window.to) / 2, factor);
  switch (key) {
    case 'ArrowLeft':
      return pannedWindow(window, -span * moveStep);
    case 'ArrowRight':
      return pannedWindow(window, span * moveStep);
    case 'PageUp':
      return pannedWindow(window, -span);
    case 'PageDown':
      return pannedWindow(window, span);
    case 'Home':
      return pannedWindow(window, -1);
    case 'End':
      return pannedWindow(window, 1);
    case 'ArrowUp':
    case '+':
    case '=':
      return zoomed(1 / zoomStep);
    case 'ArrowDown':
    case '-':
      return zoomed(zoomStep);
    case 'Escape':
      return wholeWindow;
    default:
      return null;
  }
}

/** What of the width is in view, in words. */
export function windowWords({ from, to }: ShareWindow): string {
  if (from === 0 && to === 1) return 'The whole width is in view';
  const digits = Math.min(6, Math.max(0, Math.ceil(-Math.log10(to - from)) - 1));
  const percent = (share: number): string => `${(share * 100).toFixed(digits)} %`;
  return `In view: ${percent(from)} to ${percent(to)} of the width`;
}
