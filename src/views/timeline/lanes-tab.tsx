import { useCallback, useMemo, useRef, useState } from 'react';
import { laneKinds } from '../../analysis/timeline/lanes.ts';
import { type LaneList, laneSorts } from '../../analysis/timeline/question.ts';
import { count } from '../../base/figures.ts';
import type { TimelineView } from '../../state/views/timeline.ts';
import { useAnswer } from '../hooks/use-answer.ts';
import { useView } from '../hooks/use-store.ts';
import { FailureNote } from '../parts/failure-note.tsx';
import { LanesCanvas } from './lanes-canvas.tsx';
import { OverviewStrip } from './overview-strip.tsx';
import { RangePanel } from './range-panel.tsx';
import type { Scene } from './scene.ts';
import { SpanPanel } from './span-panel.tsx';
import { selectedOf, windowOf } from './time-text.ts';
import styles from './timeline-page.module.css';

const sortTitles = {
  start: 'by start',
  parked: 'by parked since',
  running: 'by time running',
  runnable: 'by time runnable',
  waiting: 'by time waiting',
  syscall: 'by time in syscalls',
  id: 'by id',
} as const;

const legend = [
  ['running', 'running'],
  ['runnable', 'runnable'],
  ['chan', 'channel'],
  ['lock', 'lock'],
  ['io', 'network'],
  ['syscall', 'syscall'],
  ['sleep', 'sleep, idle'],
  ['gc', 'GC'],
  ['parked', 'parked, never woken'],
] as const;

/** Sections with more lanes than this begin folded. */
const foldsFrom = 400;

export function LanesTab({ doc }: { readonly doc: string }) {
  const [view] = useView('timeline');
  const { answer, failure } = useAnswer('lanes', {
    doc,
    by: view.lanes,
    sort: view.sort,
    filter: view.search,
  });
  if (failure !== null) return <FailureNote failure={failure} kind="lanes" />;
  if (answer === undefined) return <p className="quiet">Laying out lanes…</p>;
  return <Lanes doc={doc} list={answer} />;
}

function Lanes({ doc, list }: { readonly doc: string; readonly list: LaneList }) {
  const [view, choose] = useView('timeline');
  const scene = useRef<Scene | null>(null);
  const [laneCss, setLaneCss] = useState(15);
  const brush = useRef<((startNs: number, endNs: number) => void) | null>(null);
  const shown = useMemo(() => withPinned(list, view.pinned), [list, view.pinned]);
  const isFolded = useCallback(
    (key: string) => foldOf(shown, key) !== view.toggled.includes(key),
    [shown, view.toggled],
  );
  const selected = selectedOf(view.selected);
  const range = windowOf(view.range);
  return (
    <>
      <Toolbar
        view={view}
        choose={choose}
        list={list}
        laneCss={laneCss}
        onLaneCss={setLaneCss}
        scene={scene}
      />
      <div className={styles.columns} data-detail={selected !== null || range !== null ? 'open' : 'closed'}>
        <div className={styles.picture}>
          <OverviewStrip doc={doc} durationNs={list.durationNs} scene={scene} brush={brush} />
          <LanesCanvas
            list={shown}
            isFolded={isFolded}
            laneCss={laneCss}
            doc={doc}
            scene={scene}
            brush={brush}
          />
        </div>
        {selected !== null ? (
          <SpanPanel doc={doc} selected={selected} list={shown} scene={scene} />
        ) : range !== null ? (
          <RangePanel doc={doc} range={range} />
        ) : null}
      </div>
    </>
  );
}

interface ToolbarProps {
  readonly view: TimelineView;
  readonly choose: (choices: Partial<TimelineView>, how?: 'rest' | 'step') => void;
  readonly list: LaneList;
  readonly laneCss: number;
  readonly onLaneCss: (laneCss: number) => void;
  readonly scene: { readonly current: Scene | null };
}

function Toolbar({ view, choose, list, laneCss, onLaneCss, scene }: ToolbarProps) {
  return (
    <div className={styles.bar}>
      <select
        className="field"
        aria-label="Lanes"
        value={view.lanes}
        onChange={(event) =>
          choose({ lanes: laneKinds.find((kind) => kind === event.target.value), selected: null }, 'step')
        }
      >
        {laneKinds.map((kind) => (
          <option key={kind} value={kind}>
            by {kind}
          </option>
        ))}
      </select>
      <select
        className="field"
        aria-label="Order of lanes"
        value={view.sort}
        onChange={(event) => choose({ sort: laneSorts.find((sort) => sort === event.target.value) }, 'step')}
      >
        {laneSorts.map((sort) => (
          <option key={sort} value={sort}>
            {sortTitles[sort]}
          </option>
        ))}
      </select>
      <input
        type="search"
        data-search
        className={`field ${styles.filter}`}
        aria-label="Filter lanes"
        title="function, #id, state:waiting, reason:chan, longer:5ms, task:name, parked"
        placeholder="Filter: function, #id, reason:chan, parked  ( / )"
        value={view.search}
        onChange={(event) => choose({ search: event.target.value })}
      />
      <select
        className="field"
        aria-label="Height of lanes"
        value={laneCss}
        onChange={(event) => onLaneCss(Number(event.target.value))}
      >
        <option value={15}>roomy</option>
        <option value={10}>dense</option>
        <option value={4}>densest</option>
      </select>
      <button type="button" className="btn" onClick={() => scene.current?.fit()}>
        Fit
      </button>
      <GoTo scene={scene} choose={choose} />
      <span className="quiet" role="status">
        {count(list.row.length)} lanes
      </span>
      <ul className={styles.legend} aria-label="Colours">
        {legend.map(([state, title]) => (
          <li key={state}>
            <span className={styles.swatch} data-state={state} />
            {title}
          </li>
        ))}
      </ul>
    </div>
  );
}

/** '2.5s', '300ms' goes to a time; '#12' to a goroutine; anything else to a function. */
function GoTo({ scene, choose }: Pick<ToolbarProps, 'scene' | 'choose'>) {
  return (
    <input
      className="field"
      size={12}
      aria-label="Go to time, goroutine or function"
      placeholder="Go to 1.5s, #12"
      onKeyDown={(event) => {
        if (event.key !== 'Enter' || scene.current === null) return;
        const text = event.currentTarget.value.trim();
        const time = /^([\d.]+)\s*(s|ms|µs|us|ns)$/.exec(text);
        if (time === null) return choose({ search: text.replace(/^g(?=\d)/, '#') }, 'step');
        const scale = { s: 1e9, ms: 1e6, µs: 1e3, us: 1e3, ns: 1 }[time[2]] ?? 1;
        const half = (scene.current.window.endNs - scene.current.window.startNs) / 2;
        const at = Number(time[1]) * scale;
        scene.current.moveTo({ startNs: at - half, endNs: at + half });
      }}
    />
  );
}

function foldOf(list: LaneList, key: string): boolean {
  const section = list.sections.find((one) => one.key === key);
  return section !== undefined && (section.isSystem || (section.lanes > foldsFrom && !section.isGrowing));
}

/** The pinned lanes once more, in a section of their own on top. */
function withPinned(list: LaneList, pinned: readonly string[]): LaneList {
  if (pinned.length === 0) return list;
  const wanted = new Set(pinned.map(Number));
  const at: number[] = [];
  for (let lane = 0; lane < list.id.length; lane++) if (wanted.has(list.id[lane])) at.push(lane);
  if (at.length === 0) return list;
  const section = {
    ...list.sections[0],
    key: '(pinned)',
    title: 'pinned',
    note: `${at.length}`,
    lanes: at.length,
    isGrowing: false,
    isSystem: false,
  };
  const front = (column: Float64Array): Float64Array =>
    Float64Array.from([...at.map((lane) => column[lane]), ...column]);
  return {
    ...list,
    sections: [section, ...list.sections],
    row: Int32Array.from([...at.map((lane) => list.row[lane]), ...list.row]),
    id: front(list.id),
    parkedSince: front(list.parkedSince),
  };
}
