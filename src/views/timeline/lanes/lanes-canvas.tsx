import { type RefObject, useEffect, useRef } from 'react';
import type { LaneList } from '../../../analysis/timeline/question.ts';
import type { App } from '../../../state/app.ts';
import type { LaneHeight } from '../../../state/views/timeline.ts';
import { useApp } from '../../hooks/app-context.ts';
import { useAnswer } from '../../hooks/use-answer.ts';
import { useView } from '../../hooks/use-store.ts';
import type { Fold } from '../scene/folds.ts';
import { Scene } from '../scene/scene.ts';
import { aliveByKey, bandsOf, labelsByLane, type SceneNow, sceneActions } from '../scene/scene-actions.ts';
import { listenToScene } from '../scene/scene-input.ts';
import { listenToKeys } from '../scene/scene-keys.ts';
import { windowOf, windowText } from '../time-text.ts';
import styles from '../timeline-page.module.css';
import { aliveShape } from './alive-shape.ts';
import { overviewBuckets } from './overview-strip.tsx';

interface LanesCanvasProps {
  readonly doc: string;
  readonly list: LaneList;
  /** Parallel to the list's sections. */
  readonly folds: readonly Fold[];
  readonly scene: RefObject<Scene | null>;
  readonly brush: RefObject<((startNs: number, endNs: number) => void) | null>;
}

const laneCssOf: Readonly<Record<LaneHeight, number>> = { roomy: 15, dense: 10, densest: 4 };
/** Names shorter than this on screen are not asked for. */
const namedCss = 24;

/** Puts the scene on its canvas. What happens in it reaches React only as a choice of the view. */
export function LanesCanvas({ doc, list, folds, scene, brush }: LanesCanvasProps) {
  const app = useApp();
  const [view, choose] = useView('timeline');
  const overview = useAnswer('overview', { doc, buckets: overviewBuckets }).answer;
  const isByGoroutine = view.lanes === 'goroutine';
  const alive = useAnswer('alive', isByGoroutine ? { doc, ...aliveShape } : null).answer;
  const host = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const tip = useRef<HTMLDivElement>(null);
  const now = useRef<SceneNow>({ list, view, choose });
  now.current = { list, view, choose };

  useEffect(() => {
    const parts = { host: host.current, canvas: canvas.current, tip: tip.current };
    if (parts.host === null || parts.canvas === null || parts.tip === null) return;
    const made = sceneOn(app, doc, parts.canvas, () => now.current, brush);
    scene.current = made;
    const actions = sceneActions({ app, doc, scene: made, tip: parts.tip, now: () => now.current });
    const stops = [
      listenToScene(parts.canvas, made, actions),
      listenToKeys(made, actions),
      followSize(parts.host, made),
    ];
    return () => {
      for (const stop of stops) stop();
      made.close();
      scene.current = null;
    };
  }, [app, doc, scene, brush]);

  useEffect(() => {
    scene.current?.show(list, folds, laneCssOf[view.height]);
  }, [scene, list, folds, view.height]);

  useEffect(() => {
    const made = scene.current;
    if (made === null) return;
    const wanted = windowOf(view.window) ?? { startNs: 0, endNs: made.durationNs };
    if (view.window === null ? !made.isWhole : windowText(made.window) !== view.window) made.ask(wanted);
  }, [scene, view.window]);

  useEffect(() => {
    const made = scene.current;
    if (made !== null && made.top !== view.top) made.askTop(view.top);
  }, [scene, view.top]);

  useEffect(() => {
    const made = scene.current;
    if (made === null) return;
    made.range = windowOf(view.range);
    made.bands = bandsOf(overview);
    made.namesStates = view.lanes === 'goroutine' || view.lanes === 'task';
    made.alive = aliveByKey(alive);
    made.repaint();
  }, [scene, view.range, view.lanes, overview, alive]);

  return (
    <div ref={host} className={styles.lanes}>
      <canvas
        ref={canvas}
        tabIndex={0}
        role="img"
        aria-label={`${list.row.length} lanes: w a s d move, arrows walk, f fits`}
      />
      <div ref={tip} className={styles.tip} role="presentation" data-shown="no" />
    </div>
  );
}

function sceneOn(
  app: App,
  doc: string,
  canvas: HTMLCanvasElement,
  now: () => SceneNow,
  brush: LanesCanvasProps['brush'],
): Scene {
  const scene: Scene = new Scene(
    canvas,
    (wish) => app.answers.once('tile', { doc, by: now().view.lanes, ...wish }),
    {
      onWindow: ({ startNs, endNs }) => brush.current?.(startNs, endNs),
      onSettled: (window) => {
        const text = scene.isWhole ? null : windowText(window);
        const { view, choose } = now();
        const { top } = scene;
        if (text !== view.window && !scene.isWaiting) choose({ window: text, top });
        else if (top !== view.top) choose({ top });
        askLabels(app, doc, scene, now());
      },
    },
  );
  return scene;
}

/** Names for the lanes in sight: those shown meanwhile lie at their times, so they need not go. */
function askLabels(app: App, doc: string, scene: Scene, { list, view }: SceneNow): void {
  const positions = scene.visibleLanes();
  if (positions.length === 0) return;
  const { startNs, endNs } = scene.window;
  const perCss = (endNs - startNs) / scene.plotCss;
  const isNamed = view.lanes === 'proc' || view.lanes === 'thread';
  const question = {
    doc,
    by: view.lanes,
    rows: positions.map((lane) => list.row[lane]),
    fromNs: startNs,
    toNs: endNs,
    leastNs: perCss * (isNamed ? namedCss : 0.5),
  };
  app.answers.once('laneLabels', question).then(
    (labels) => {
      scene.labels = labelsByLane(list, positions, labels);
      scene.repaint();
    },
    () => undefined,
  );
}

function followSize(host: HTMLElement, scene: Scene): () => void {
  const sized = new ResizeObserver(() => scene.resize(host.clientWidth, host.clientHeight));
  sized.observe(host);
  window.addEventListener('unpark-theme', scene.repaint);
  return () => {
    sized.disconnect();
    window.removeEventListener('unpark-theme', scene.repaint);
  };
}
