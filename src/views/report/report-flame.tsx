import { type KeyboardEvent, useEffect, useMemo, useRef, useState } from 'react';
import { packageOf } from '../../analysis/names.ts';
import { NONE } from '../../base/columns.ts';
import { shownText } from '../../base/shown-text.ts';
import { type FlameLook, paintFlame } from '../../draw/flame.ts';
import { darkTheme, lightTheme, packageColor, type Theme } from '../../draw/palette.ts';
import type { Color, Surface } from '../../draw/surface.ts';
import { emptyBoxes, type FlameBoxes, type FlameViewport, layoutFlame, pickBox } from '../../layout/flame.ts';
import { boxWords } from '../../report/flame-svg.ts';
import { type LeakingTree, leakingTree } from '../../report/leaking-tree.ts';
import type { Report } from '../../report/model.ts';
import { Canvas, type CanvasHandle } from '../canvas/canvas.tsx';
import styles from './report-page.module.css';

const rowCss = 19;

interface FlameProps {
  readonly report: Report;
  readonly onFinding: (index: number) => void;
}

/** The stacks of the findings as a flame graph: callers above. A click zooms; the words below lead to a finding. */
export function ReportFlame({ report, onFinding }: FlameProps) {
  const tree = useMemo(() => leakingTree(report), [report]);
  if (tree.length < 2) return null;
  return (
    <section aria-labelledby="report-flame">
      <h2 id="report-flame">Flame graph of the findings</h2>
      <FlamePicture tree={tree} onFinding={onFinding} />
    </section>
  );
}

interface PictureProps {
  readonly tree: LeakingTree;
  readonly onFinding: (index: number) => void;
}

function FlamePicture({ tree, onFinding }: PictureProps) {
  const canvas = useRef<CanvasHandle>(null);
  const boxes = useRef<FlameBoxes | null>(null);
  const [selected, setSelected] = useState(0);
  const [zoomed, setZoomed] = useState(0);
  const finding = tree.finding[selected];
  const heightCss = (tree.rowStart.length - 1) * rowCss;
  useEffect(() => {
    const repaint = (): void => canvas.current?.repaint();
    window.addEventListener('unpark-theme', repaint);
    return () => window.removeEventListener('unpark-theme', repaint);
  }, []);
  const paint = (surface: Surface): void => {
    const viewport: FlameViewport = {
      from: tree.start[zoomed],
      to: tree.start[zoomed] + Math.max(tree.width[zoomed], 1),
      widthCss: surface.widthCss,
      heightCss: surface.heightCss,
      scrollCss: 0,
      minRow: 0,
      rowCss,
      isUpward: false,
      minCss: 0.7,
    };
    boxes.current = layoutFlame(tree, viewport, boxes.current ?? emptyBoxes(viewport));
    const look = lookOf(tree, selected);
    surface.clear(look.theme.paper);
    paintFlame(surface, boxes.current, look);
  };
  const pick = (x: number, y: number): number => {
    const laid = boxes.current;
    const at = laid === null ? -1 : pickBox(laid, x, y);
    return laid === null || at < 0 ? NONE : laid.node[at];
  };
  const walk = (event: KeyboardEvent): void => {
    const isZoom = event.key === 'Enter' || event.key === 'Escape';
    const next = isZoom ? selected : neighbour(tree, selected, event.key);
    if (next === NONE) return;
    event.preventDefault();
    if (isZoom) setZoomed(event.key === 'Enter' ? selected : 0);
    else if (!isInside(tree, next, zoomed)) setZoomed(0);
    setSelected(next);
  };
  return (
    <>
      <div className={styles.wide}>
        <div className={styles.flame} style={{ height: heightCss }}>
          <Canvas
            ref={canvas}
            className={styles.canvas}
            paint={paint}
            label="Flame graph of the goroutines in the findings"
            describedBy="report-flame-words"
            onMove={({ x, y }) => {
              const node = pick(x, y);
              if (node !== NONE && node !== selected) setSelected(node);
            }}
            onUp={({ x, y }) => {
              const node = pick(x, y);
              if (node !== NONE) setZoomed(node === zoomed ? 0 : node);
            }}
            onKey={walk}
          />
        </div>
      </div>
      <div className={styles.under}>
        <p id="report-flame-words" className={styles.words} aria-live="polite">
          {boxWords(tree, selected)}
        </p>
        {finding === NONE ? null : (
          <button type="button" className="btn" onClick={() => onFinding(finding)}>
            To the finding
          </button>
        )}
        {zoomed === 0 ? null : (
          <button type="button" className="btn" onClick={() => setZoomed(0)}>
            Show all
          </button>
        )}
      </div>
    </>
  );
}

function lookOf(tree: LeakingTree, selected: number): FlameLook {
  const theme = document.documentElement.dataset.theme === 'dark' ? darkTheme : lightTheme;
  return {
    theme,
    colorOf: (node) => colorOf(tree, node, theme),
    labelOf: (node) => shownText(tree.name[node]),
    prefixOf: null,
    markOf: null,
    isFaint: null,
    runHasHit: null,
    isBold: (node) => tree.finding[node] !== NONE,
    selected,
    hovered: NONE,
    advanceCss: 6.65,
  };
}

function colorOf(tree: LeakingTree, node: number, theme: Theme): Color {
  const origin = tree.origin[node];
  return origin === 'user' ? packageColor(theme, packageOf(tree.name[node])) : theme[origin];
}

/** The box an arrow leads to: callers, callees, and the boxes to the left and right; NONE for other keys. */
function neighbour(tree: LeakingTree, node: number, key: string): number {
  const row = tree.rowStart.findIndex((start, i) => start <= node && node < (tree.rowStart[i + 1] ?? 0));
  const rowEnd = tree.rowStart[row + 1];
  switch (key) {
    case 'ArrowLeft':
      return Math.max(tree.rowStart[row], node - 1);
    case 'ArrowRight':
      return Math.min(rowEnd - 1, node + 1);
    case 'ArrowUp':
      return row === 0 ? node : holding(tree, row - 1, tree.start[node]);
    case 'ArrowDown':
      return row + 2 < tree.rowStart.length ? Math.max(node, holding(tree, row + 1, tree.start[node])) : node;
    case 'Home':
      return 0;
    default:
      return NONE;
  }
}

/** True if the box lies below the zoomed one, or above it. */
function isInside(tree: LeakingTree, node: number, zoomed: number): boolean {
  const end = tree.start[zoomed] + tree.width[zoomed];
  return tree.start[node] < end && tree.start[node] + tree.width[node] > tree.start[zoomed];
}

/** The node of a row that holds a place, else the last one that begins before it, else the first. */
function holding(tree: LeakingTree, row: number, at: number): number {
  let found = tree.rowStart[row];
  for (let i = found; i < tree.rowStart[row + 1] && tree.start[i] <= at; i++) found = i;
  return found;
}
