import type { ReactNode } from 'react';
import { count } from '../../base/figures.ts';
import type { FlameView } from '../../state/views/flame.ts';
import { useView } from '../hooks/use-store.ts';
import { shareText, valueText } from '../profile/value-text.ts';
import styles from './flame-page.module.css';
import type { FlameScene } from './flame-scene.ts';
import type { FlameSearch } from './use-flame-search.ts';

interface FlameBarProps {
  readonly scene: FlameScene | null;
  readonly search: FlameSearch;
  readonly isCompared: boolean;
  readonly onStep: (direction: 1 | -1) => void;
  /** What else stands in the bar. */
  readonly children?: ReactNode;
}

const shapes: readonly (readonly [FlameView['shape'], string, string])[] = [
  ['callees', 'From the roots', 'Callers above, what they call below'],
  ['callers', 'Inverted', 'Leaves on top, who called them below'],
  ['around', 'One function', 'Callers and callees of one function in one picture'],
];
const colors: readonly (readonly [FlameView['colors'], string])[] = [
  ['auto', 'colours: auto'],
  ['package', 'colours: package'],
  ['wait', 'colours: wait state'],
  ['change', 'colours: change'],
];

/** The choices of the flame graph alone. */
export function FlameBar({ scene, isCompared, onStep, children }: FlameBarProps) {
  const [view, choose] = useView('flame');
  const isMoved = view.zoom !== null || view.window !== null;
  return (
    <>
      <fieldset className={styles.shapes} aria-label="Shape">
        {shapes.map(([shape, title, hint]) => (
          <button
            key={shape}
            type="button"
            className="btn"
            title={hint}
            aria-pressed={view.shape === shape}
            disabled={shape === 'around' && functionOf(scene, view) === ''}
            onClick={() =>
              choose(
                { shape, around: functionOf(scene, view), zoom: null, window: null, selected: null },
                'step',
              )
            }
          >
            {title}
          </button>
        ))}
      </fieldset>
      <select
        className="field"
        aria-label="Colours"
        value={view.colors}
        onChange={(event) => choose({ colors: event.target.value as FlameView['colors'] })}
      >
        {colors
          .filter(([color]) => color !== 'change' || isCompared)
          .map(([color, title]) => (
            <option key={color} value={color}>
              {title}
            </option>
          ))}
      </select>
      <input
        className={`field ${styles.search}`}
        type="search"
        data-search
        aria-label="Search functions and files"
        aria-keyshortcuts="/"
        placeholder="Search functions and files  ( / )"
        value={view.search}
        onChange={(event) => choose({ search: event.target.value })}
        onKeyDown={(event) => {
          if (event.key !== 'Enter') return;
          event.preventDefault();
          onStep(event.shiftKey ? -1 : 1);
        }}
      />
      <button
        type="button"
        className="btn"
        aria-label="Regular expression"
        title="Regular expression (RE2, as pprof's)"
        aria-pressed={view.isRegexp}
        onClick={() => choose({ isRegexp: !view.isRegexp })}
      >
        .*
      </button>
      <span className="spacer" />
      <button
        type="button"
        className="btn quiet"
        disabled={!isMoved}
        onClick={() => choose({ zoom: null, window: null }, 'step')}
      >
        Show all
      </button>
      <button
        type="button"
        className="btn"
        aria-pressed={view.showsTable}
        onClick={() => choose({ showsTable: !view.showsTable })}
      >
        Table
      </button>
      {children}
    </>
  );
}

/** The function that 'around' is about: the selected one, else the last one. */
function functionOf(scene: FlameScene | null, view: FlameView): string {
  const place = scene?.selected ?? null;
  if (scene === null || place === null || place.node === 0) return view.around;
  const { tree } = scene.panes[place.pane];
  return tree.names[tree.name[place.node]].text;
}

/** How much matches, and the way through it. */
export function FlameHitsLine({ scene, search, isCompared, onStep }: FlameBarProps) {
  if (search.failure !== null) return <span className={styles.fault}>{search.failure.text}</span>;
  if (search.hits === null || scene === null) return null;
  const found = search.hits.reduce((sum, { nodes }) => sum + nodes.length, 0);
  const [{ after, base }] = search.hits;
  const { tree } = scene.panes[0];
  const { unit } = tree.valueType;
  const share = isCompared
    ? `${valueText(base, unit)} (${shareText(base, tree.before)}) → ${valueText(after, unit)} (${shareText(after, tree.after)})`
    : `${valueText(after, unit)} · ${shareText(after, tree.after)}`;
  return (
    <span className={styles.hits} role="status">
      {found === 0 ? 'nothing matches' : `${count(found)} ${found === 1 ? 'box' : 'boxes'} · ${share}`}
      {found === 0 ? null : (
        <>
          <button type="button" className="btn quiet" aria-label="Hit before" onClick={() => onStep(-1)}>
            ↑
          </button>
          <button type="button" className="btn quiet" aria-label="Next hit" onClick={() => onStep(1)}>
            ↓
          </button>
        </>
      )}
    </span>
  );
}
