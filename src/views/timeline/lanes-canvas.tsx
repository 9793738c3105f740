import { type RefObject, useEffect, useRef } from 'react';
import type { LaneList } from '../../analysis/timeline/question.ts';
import { KIND_MASK, spanKinds } from '../../model/span-kind.ts';
import { useApp } from '../hooks/app-context.ts';
import { useView } from '../hooks/use-store.ts';
import { Scene, type SceneHit } from './scene.ts';
import { listenToScene } from './scene-input.ts';
import { moment, selectedText, windowOf, windowText } from './time-text.ts';
import styles from './timeline-page.module.css';

interface LanesCanvasProps {
  readonly doc: string;
  readonly list: LaneList;
  readonly isFolded: (key: string) => boolean;
  readonly laneCss: number;
  readonly scene: RefObject<Scene | null>;
  readonly brush: RefObject<((startNs: number, endNs: number) => void) | null>;
}

/** Puts the scene on its canvas. What happens in it reaches React only as a choice of the view. */
export function LanesCanvas({ doc, list, isFolded, laneCss, scene, brush }: LanesCanvasProps) {
  const app = useApp();
  const [view, choose] = useView('timeline');
  const host = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const tip = useRef<HTMLDivElement>(null);
  const now = useRef({ list, view, choose });
  now.current = { list, view, choose };

  useEffect(() => {
    if (canvas.current === null || host.current === null) return;
    const made = new Scene(
      canvas.current,
      (wish) => {
        const by = app.view.getState().timeline.lanes;
        return app.answers.once('tile', { doc, by, ...wish });
      },
      {
        onWindow: ({ startNs, endNs }) => brush.current?.(startNs, endNs),
        onSettled: (window) => {
          const isWhole = window.startNs <= 0 && window.endNs >= made.durationNs;
          const text = isWhole ? null : windowText(window);
          if (text !== now.current.view.window) now.current.choose({ window: text });
        },
      },
    );
    scene.current = made;
    const stop = listenToScene(canvas.current, made, {
      onSelect: (hit) => select(hit),
      onZoomTo: (hit) => zoomTo(hit),
      onHeader: (section) => {
        const { key } = now.current.list.sections[section];
        const { toggled } = now.current.view;
        const next = toggled.includes(key) ? toggled.filter((one) => one !== key) : [...toggled, key];
        now.current.choose({ toggled: next });
      },
      onHover: (hit, x, y) => hover(hit, x, y),
      onRange: (range) =>
        now.current.choose({ range: range === null ? null : windowText(range), selected: null }),
    });
    const select = (hit: SceneHit): void => {
      const { lanes } = now.current.view;
      if (lanes !== 'goroutine' && lanes !== 'proc') return;
      const selected = selectedText({ by: lanes, id: now.current.list.id[hit.lane], atNs: hit.ns });
      now.current.choose({ selected, range: null }, 'step');
    };
    const zoomTo = (hit: SceneHit): void => {
      const { lanes } = now.current.view;
      if (lanes !== 'goroutine' && lanes !== 'proc') return made.zoom(0.25);
      void app.answers
        .once('span', { doc, by: lanes, id: now.current.list.id[hit.lane], atNs: hit.ns })
        .then((span) => (span === null ? undefined : made.goTo(span.startNs, span.endNs)));
    };
    const hover = (hit: SceneHit | null, x: number, y: number): void => {
      const box = tip.current;
      if (box === null || host.current === null) return;
      box.dataset.shown = hit !== null && hit.lane >= 0 ? 'yes' : 'no';
      if (hit === null || hit.lane < 0) return;
      const kind = spanKinds[made.cellAt(hit.lane, hit.ns) & KIND_MASK] ?? '';
      const { list: lanes } = now.current;
      box.textContent = `${now.current.view.lanes} ${lanes.id[hit.lane]} · ${lanes.sections[hit.section].title} · ${kind} · ${moment(hit.ns)}`;
      const left = Math.min(x + 14, host.current.clientWidth - box.offsetWidth - 4);
      box.style.transform = `translate(${Math.max(0, left)}px, ${y + 18}px)`;
    };
    const sized = new ResizeObserver(() => {
      if (host.current !== null) made.resize(host.current.clientWidth, host.current.clientHeight);
    });
    sized.observe(host.current);
    window.addEventListener('unpark-theme', made.repaint);
    return () => {
      sized.disconnect();
      window.removeEventListener('unpark-theme', made.repaint);
      stop();
      made.close();
      scene.current = null;
    };
  }, [app, doc, scene, brush]);

  useEffect(() => {
    scene.current?.show(list, isFolded, laneCss);
  }, [scene, list, isFolded, laneCss]);

  useEffect(() => {
    const made = scene.current;
    if (made === null) return;
    const wanted = windowOf(view.window) ?? { startNs: 0, endNs: made.durationNs };
    if (view.window === null || windowText(made.window) !== view.window) made.moveTo(wanted);
  }, [scene, view.window]);

  useEffect(() => {
    const made = scene.current;
    if (made === null) return;
    made.range = windowOf(view.range);
    made.repaint();
  }, [scene, view.range]);

  return (
    <div ref={host} className={styles.lanes}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: the lanes are moved with the keyboard; their table is the goroutine analysis */}
      <canvas
        ref={canvas}
        tabIndex={0}
        role="img"
        aria-label={`${list.row.length} lanes; w a s d move, f fits`}
      />
      <div ref={tip} className={styles.tip} role="presentation" />
    </div>
  );
}
