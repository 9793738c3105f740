import type { Scene } from './scene.ts';

export interface KeyActions {
  /** The neighbour of the selected span or lane; false if nothing is selected. */
  readonly step: (direction: 'left' | 'right' | 'up' | 'down') => boolean;
  /** Zooms to the selected span, or selects the first lane in sight. */
  readonly enter: () => boolean;
  /** Folds or unfolds the group of the selected lane; false if nothing is selected. */
  readonly fold: () => boolean;
  /** Clears selection or range; false if there is none. */
  readonly clear: () => boolean;
  readonly rangeOfWindow: () => void;
}

/** Keys move the timeline wherever the focus is, but for fields and dialogs. */
export function listenToKeys(scene: Scene, actions: KeyActions): () => void {
  const press = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
    const { target } = event;
    if (target instanceof Element && target.closest('input, textarea, select, dialog')) return;
    const isButton = target instanceof HTMLButtonElement;
    if (isButton && (event.key === 'Enter' || event.key === ' ')) return;
    if (pressed(scene, event.key, actions)) event.preventDefault();
  };
  document.addEventListener('keydown', press);
  return () => document.removeEventListener('keydown', press);
}

/** True if the key did something. */
function pressed(scene: Scene, key: string, actions: KeyActions): boolean {
  if (key === 'Enter') return actions.enter();
  if (key === 'x') return actions.fold();
  if (key === 'Escape') return actions.clear();
  const direction = directions[key];
  if (direction !== undefined && actions.step(direction)) return true;
  const move = moves[key];
  if (move === undefined) {
    if (key !== 'r') return false;
    actions.rangeOfWindow();
    return true;
  }
  move(scene);
  return true;
}

const directions: Readonly<Record<string, 'left' | 'right' | 'up' | 'down'>> = {
  ArrowLeft: 'left',
  ArrowRight: 'right',
  ArrowUp: 'up',
  ArrowDown: 'down',
};

const zoomIn = (scene: Scene): void => scene.zoom(0.7);
const zoomOut = (scene: Scene): void => scene.zoom(1 / 0.7);
const panLeft = (scene: Scene): void => scene.pan(-0.15);
const panRight = (scene: Scene): void => scene.pan(0.15);
const scroll =
  (byCss: number) =>
  (scene: Scene): void =>
    scene.scrollTo(scene.scrollCss + byCss);

const moves: Readonly<Record<string, (scene: Scene) => void>> = {
  w: zoomIn,
  '+': zoomIn,
  '=': zoomIn,
  s: zoomOut,
  '-': zoomOut,
  a: panLeft,
  ArrowLeft: panLeft,
  d: panRight,
  ArrowRight: panRight,
  ArrowUp: scroll(-45),
  ArrowDown: scroll(45),
  PageUp: scroll(-500),
  PageDown: scroll(500),
  Home: (scene) => scene.scrollTo(0),
  End: (scene) => scene.scrollTo(Infinity),
  f: (scene) => scene.fit(),
  '[': (scene) => scene.travel(-1),
  ']': (scene) => scene.travel(1),
};
