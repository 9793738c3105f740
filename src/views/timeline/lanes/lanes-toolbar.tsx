import type { RefObject } from 'react';
import { laneKinds } from '../../../analysis/timeline/lanes.ts';
import { type LaneList, laneSorts } from '../../../analysis/timeline/question.ts';
import { count } from '../../../base/figures.ts';
import { laneHeights } from '../../../state/views/timeline.ts';
import { useView } from '../../hooks/use-store.ts';
import { everySection, withFold } from '../scene/folds.ts';
import type { Scene } from '../scene/scene.ts';
import styles from '../timeline-page.module.css';
import { GoTo } from './go-to.tsx';

const kindTitles = {
  goroutine: 'by goroutine',
  proc: 'by processor',
  thread: 'by thread',
  task: 'by task',
} as const;
const sortTitles = {
  start: 'by start',
  parked: 'by parked since',
  running: 'by time running',
  runnable: 'by time runnable',
  waiting: 'by time waiting',
  syscall: 'by time in syscalls',
  id: 'by id',
} as const;

/** Words of the filter line, as examples. */
const filterWords = [
  ['parked', 'parked and never woken'],
  ['state:waiting', 'waiting at the end; or running, runnable, syscall, ended'],
  ['reason:chan', 'some wait on a channel; or select, sync, network, sleep'],
  ['longer:5ms', 'some wait or run of 5 ms and more'],
  ['task:name', 'works on such a task'],
  ['#12', 'goroutine 12'],
] as const;

interface ToolbarProps {
  readonly list: LaneList | undefined;
  readonly scene: RefObject<Scene | null>;
}

/** What lanes there are, in which order, which of them, and how the picture moves. */
export function LanesToolbar({ list, scene }: ToolbarProps) {
  const [view, choose] = useView('timeline');
  return (
    <div className={styles.bar}>
      <select
        className="field"
        aria-label="Lanes"
        value={view.lanes}
        onChange={(event) => choose({ lanes: laneKinds.find((kind) => kind === event.target.value) }, 'step')}
      >
        {laneKinds.map((kind) => (
          <option key={kind} value={kind}>
            {kindTitles[kind]}
          </option>
        ))}
      </select>
      {view.lanes === 'goroutine' ? (
        <select
          className="field"
          aria-label="Order of lanes"
          value={view.sort}
          onChange={(event) =>
            choose({ sort: laneSorts.find((sort) => sort === event.target.value) }, 'step')
          }
        >
          {laneSorts.map((sort) => (
            <option key={sort} value={sort}>
              {sortTitles[sort]}
            </option>
          ))}
        </select>
      ) : null}
      <input
        type="search"
        data-search
        className={`field ${styles.filter}`}
        aria-label="Filter lanes"
        title="function, #id, parked, state:waiting, reason:chan, longer:5ms, task:name; several words must all match"
        placeholder="Filter: function, #id, reason:chan, parked  ( / )"
        list="lane-filters"
        value={view.search}
        onChange={(event) => choose({ search: event.target.value })}
      />
      <datalist id="lane-filters">
        {filterWords.map(([word, means]) => (
          <option key={word} value={word}>
            {means}
          </option>
        ))}
      </datalist>
      <span className="quiet" role="status">
        {list === undefined ? '…' : `${count(list.row.length)} lanes`}
      </span>
      <span className="spacer" />
      <select
        className="field"
        aria-label="Height of lanes"
        value={view.height}
        onChange={(event) => choose({ height: laneHeights.find((height) => height === event.target.value) })}
      >
        {laneHeights.map((height) => (
          <option key={height} value={height}>
            {height}
          </option>
        ))}
      </select>
      <GoTo list={list} scene={scene} />
      <span className={styles.group}>
        <button
          type="button"
          className="btn"
          aria-label="Back to the last window"
          title="Back to the last window: ["
          onClick={() => scene.current?.travel(-1)}
        >
          ‹
        </button>
        <button
          type="button"
          className="btn"
          aria-label="Forward to the next window"
          title="Forward to the next window: ]"
          onClick={() => scene.current?.travel(1)}
        >
          ›
        </button>
        <button
          type="button"
          className="btn"
          title="The whole trace: f"
          onClick={() => (scene.current === null ? choose({ window: null }) : scene.current.fit())}
        >
          Fit
        </button>
      </span>
    </div>
  );
}

/** All groups at once, and the table instead of the picture. */
export function LanesLook() {
  const [view, choose] = useView('timeline');
  const areFolded = view.folds.includes('-*');
  return (
    <>
      <button
        type="button"
        className="btn"
        onClick={() => choose({ folds: areFolded ? [] : withFold(view.folds, everySection, 'folded') })}
      >
        {areFolded ? 'Unfold groups' : 'Fold groups'}
      </button>
      {view.lanes === 'goroutine' ? (
        <button
          type="button"
          className="btn"
          title="Only goroutines that were alive in the window"
          aria-pressed={view.onlyWindow}
          onClick={() => choose({ onlyWindow: !view.onlyWindow }, 'step')}
        >
          In window
        </button>
      ) : null}
      <button
        type="button"
        className="btn"
        aria-pressed={view.showsTable}
        onClick={() => choose({ showsTable: !view.showsTable }, 'step')}
      >
        Table
      </button>
    </>
  );
}
