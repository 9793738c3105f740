import {
  type KeyboardEvent,
  type PointerEvent,
  type Ref,
  useEffect,
  useId,
  useImperativeHandle,
  useRef,
} from 'react';
import type { Surface } from '../../draw/surface.ts';
import { Canvas, type CanvasHandle } from '../canvas/canvas.tsx';
import styles from './flame-page.module.css';
import { clampWindow, type ShareWindow } from './flame-pane.ts';
import type { FlameScene } from './flame-scene.ts';
import { windowByKey, windowWords } from './map-keys.ts';

export interface MapHandle {
  /** Moves the frame around what is in view. */
  readonly follow: () => void;
  readonly repaint: () => void;
}

interface FlameMapProps {
  readonly ref: Ref<MapHandle>;
  readonly scene: FlameScene;
  readonly onShow: (window: ShareWindow) => void;
}

const leastDrag = 0.005;

/** The whole width in little: drag to choose a part of it, click to move there, or do both with keys. */
export function FlameMap({ ref, scene, onShow }: FlameMapProps) {
  const canvas = useRef<CanvasHandle>(null);
  const frame = useRef<HTMLDivElement>(null);
  const host = useRef<HTMLDivElement>(null);
  const from = useRef<number | null>(null);
  const words = useRef<HTMLSpanElement>(null);
  const wordsId = useId();
  const follow = (): void => {
    const { window } = scene.panes[0];
    const box = frame.current;
    if (box === null || words.current === null) return;
    words.current.textContent = windowWords(window);
    box.hidden = window.from === 0 && window.to === 1;
    box.style.left = `${window.from * 100}%`;
    box.style.width = `${(window.to - window.from) * 100}%`;
  };
  useImperativeHandle(ref, () => ({ follow, repaint: () => canvas.current?.repaint() }));
  useEffect(follow);

  const shareOf = (event: PointerEvent): number => {
    const box = host.current?.getBoundingClientRect();
    return box === undefined ? 0 : Math.min(1, Math.max(0, (event.clientX - box.left) / box.width));
  };
  const show = (event: PointerEvent): void => {
    if (from.current === null || event.buttons === 0) return;
    const at = shareOf(event);
    if (Math.abs(at - from.current) < leastDrag) return;
    onShow(clampWindow({ from: Math.min(at, from.current), to: Math.max(at, from.current) }));
  };
  const onKey = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const window = windowByKey(scene.panes[0].window, event.key);
    if (window === null) return;
    onShow(window);
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <div ref={host} className={styles.map}>
      <Canvas
        ref={canvas}
        className={styles.mapCanvas}
        paint={(surface: Surface) => scene.paintMap(surface)}
        label="The whole picture in little: arrows move and zoom what is shown, or drag to choose it"
        describedBy={wordsId}
        onKey={onKey}
        onDown={(_, event) => {
          from.current = shareOf(event);
          event.currentTarget.setPointerCapture(event.pointerId);
        }}
        onMove={(_, event) => show(event)}
        onUp={(_, event) => {
          const at = shareOf(event);
          if (from.current !== null && Math.abs(at - from.current) < leastDrag) {
            const { window } = scene.panes[0];
            const half = (window.to - window.from) / 2;
            onShow(clampWindow({ from: at - half, to: at + half }));
          }
          from.current = null;
        }}
      />
      <div ref={frame} className={styles.mapFrame} hidden />
      <span ref={words} id={wordsId} className="visually-hidden" />
    </div>
  );
}
