import { useDeferredValue, useEffect, useMemo, useRef, useState } from 'react';
import type { FlameAnswer } from '../../analysis/profile/answers.ts';
import type { ProfileQuestion } from '../../analysis/profile/question.ts';
import { SvgSurface } from '../../draw/svg-surface.ts';
import { useDrawTheme } from '../canvas/use-draw-theme.ts';
import { useView } from '../hooks/use-store.ts';
import { SaveMenu } from '../profile/save-menu.tsx';
import { FlameBar, FlameHitsLine } from './flame-bar.tsx';
import { colorsOf } from './flame-colors.ts';
import { FlameDetail } from './flame-detail.tsx';
import { FlameLegend } from './flame-legend.tsx';
import styles from './flame-page.module.css';
import { FlamePicture, type PictureHandle } from './flame-picture.tsx';
import { placeOfText, placeText, windowsOf, windowText } from './flame-place.ts';
import { type FlamePlace, FlameScene, rowCss } from './flame-scene.ts';
import { FlameTable } from './flame-table.tsx';
import type { FlameSearch } from './use-flame-search.ts';

interface FlameGraphProps {
  readonly question: ProfileQuestion;
  readonly answer: FlameAnswer;
  readonly isCompared: boolean;
  readonly search: FlameSearch;
}

/** The picture, its table and what stands around them; the view's choices are put into the scene here. */
export function FlameGraph({ question, answer, isCompared, search }: FlameGraphProps) {
  const [view, choose] = useView('flame');
  // The picture is there first: a table of many rows must not hold it up.
  const showsTable = useDeferredValue(view.showsTable, false);
  const theme = useDrawTheme();
  const picture = useRef<PictureHandle>(null);
  const colorBy = colorsOf(view.colors, answer.tree, isCompared);
  const [isLaidOut, setLaidOut] = useState(false);
  const scene = useMemo(() => new FlameScene(answer), [answer]);
  const look = useMemo(() => ({ theme, colorBy, isCompared }), [theme, colorBy, isCompared]);
  scene.show(look);
  scene.showHits(search.hits ?? []);
  const selected = useMemo(
    () => (view.selected === null ? null : placeOfText(scene, view.selected)),
    [scene, view.selected],
  );
  scene.selected = selected;

  // biome-ignore lint/correctness/useExhaustiveDependencies: whatever changes the picture paints it anew
  useEffect(() => picture.current?.repaint(), [scene, look, search.hits, selected]);
  useEffect(() => {
    if (windowText(scene.panes.map(({ window }) => window)) === view.window && view.zoom === null) return;
    picture.current?.goTo(windowsOf(scene, view.zoom, view.window), isLaidOut);
    setLaidOut(true);
  }, [scene, view.zoom, view.window, isLaidOut]);

  const pick = (place: FlamePlace | null, isZoom: boolean): void => {
    if (place === null) {
      choose({ zoom: null, window: null, selected: null }, 'step');
      return;
    }
    if (place.count > 1) {
      const windows = scene.panes.map(({ window }, i) => (i === place.pane ? scene.windowOf(place) : window));
      choose({ window: windowText(windows) }, 'step');
      return;
    }
    const path = placeText(scene, place);
    const isRoot = place.node === 0;
    if (isZoom) choose({ selected: isRoot ? null : path, zoom: isRoot ? null : path, window: null }, 'step');
    else choose({ selected: path });
  };
  /** As an address says it: null is what the zoom says. */
  const windowNow = (): string | null =>
    windowText(scene.panes.map(({ window }) => window)) ?? (view.zoom === null ? null : '0~1');
  const step = (direction: 1 | -1): void => {
    const next = nextHit(search, selected, direction);
    if (next === null) return;
    if (scene.reveal(next)) choose({ window: windowNow() });
    pick(next, false);
  };
  const { tree } = answer;
  const saved = {
    svg: () => svgOf(scene, tree.command),
    png: () => new Promise<Blob | null>((resolve) => picture.current?.canvas()?.toBlob(resolve)),
  };
  const isEmpty = tree.length <= 1;
  return (
    <>
      <div className={styles.bar}>
        <FlameBar scene={scene} search={search} isCompared={isCompared} onStep={step}>
          <SaveMenu question={question} name={`flame-${tree.valueType.type}`} picture={saved} />
        </FlameBar>
      </div>
      <div className={styles.line}>
        <FlameLegend tree={tree} by={colorBy} theme={theme} isCompared={isCompared} />
        <FlameHitsLine scene={scene} search={search} isCompared={isCompared} onStep={step} />
      </div>
      {isEmpty ? (
        <p className={styles.empty}>
          {view.shape === 'around'
            ? `No stack that is left goes through ${view.around}.`
            : 'No sample is left. Loosen the filters, or choose another sample type.'}
        </p>
      ) : (
        <div
          className={styles.body}
          data-table={view.showsTable}
          style={{ '--rows': `${scene.contentCss + mapCss}px` } as React.CSSProperties}
        >
          <FlamePicture
            ref={picture}
            scene={scene}
            isCompared={isCompared}
            label={`Flame graph of ${tree.valueType.type}: arrows walk the boxes, the table below holds the same`}
            onPick={pick}
            onWindow={() => choose({ window: windowNow() })}
          />
          <FlameDetail scene={scene} isCompared={isCompared} />
          {showsTable ? (
            <FlameTable
              key={`${view.shape} ${view.around}`}
              scene={scene}
              selected={selected}
              isCompared={isCompared}
              onPick={pick}
            />
          ) : null}
        </div>
      )}
    </>
  );
}

/** All rows of what is in view across, as wide as on the page. */
function svgOf(scene: FlameScene, title: string): string {
  const surface = new SvgSurface(scene.widthCss, Math.max(rowCss, scene.contentCss));
  scene.paintWhole(surface);
  return surface.finish(title);
}

/** The map, and a little room below the last row. */
const mapCss = 60;

/** The match after or before the selected box: callers come after the tree itself. */
function nextHit({ hits }: FlameSearch, selected: FlamePlace | null, direction: 1 | -1): FlamePlace | null {
  const all = (hits ?? []).flatMap(({ nodes }, pane) =>
    Array.from(nodes, (node) => ({ pane, node, count: 1 })),
  );
  if (all.length === 0) return null;
  const rank = ({ pane, node }: FlamePlace): number => pane * 2 ** 32 + node;
  const from = selected === null ? -1 : rank(selected);
  if (direction === 1) return all.find((one) => rank(one) > from) ?? all[0];
  return all.findLast((one) => rank(one) < from) ?? all[all.length - 1];
}
