import { useEffect, useMemo, useRef } from 'react';
import type { LaneList } from '../../../analysis/timeline/question.ts';
import type { TimelineView } from '../../../state/views/timeline.ts';
import { useAnswer } from '../../hooks/use-answer.ts';
import { useView } from '../../hooks/use-store.ts';
import { FailureNote } from '../../parts/failure-note.tsx';
import { RangePanel } from '../panels/range-panel.tsx';
import { SpanPanel } from '../panels/span-panel.tsx';
import { TaskPanel } from '../panels/task-panel.tsx';
import { foldOf, withFold } from '../scene/folds.ts';
import { laneOf, sectionOf } from '../scene/lane-find.ts';
import type { Scene } from '../scene/scene.ts';
import { selectedOf, windowOf } from '../time-text.ts';
import styles from '../timeline-page.module.css';
import { LanesCanvas } from './lanes-canvas.tsx';
import { LanesTable } from './lanes-table.tsx';
import { LanesLook, LanesToolbar } from './lanes-toolbar.tsx';
import { Legend } from './legend.tsx';
import { OverviewStrip } from './overview-strip.tsx';
import { withPinned } from './pinned-lanes.ts';

/** The timeline itself: overview, lanes, and beside them what is selected. */
export function LanesTab({ doc, durationNs }: { readonly doc: string; readonly durationNs: number }) {
  const [view] = useView('timeline');
  const { answer, failure, isStale } = useAnswer('lanes', {
    doc,
    by: view.lanes,
    sort: view.lanes === 'goroutine' ? view.sort : 'id',
    filter: view.search,
    within: view.onlyWindow && view.lanes === 'goroutine' ? windowOf(view.window) : null,
  });
  const scene = useRef<Scene | null>(null);
  const brush = useRef<((startNs: number, endNs: number) => void) | null>(null);
  const selected = selectedOf(view.selected);
  const range = windowOf(view.range);
  if (failure !== null) return <FailureNote failure={failure} kind="lanes" />;
  return (
    <>
      <LanesToolbar list={answer} scene={scene} />
      <div className={styles.bar}>
        <Legend />
        <span className="spacer" />
        <LanesLook />
      </div>
      <div className={styles.columns} data-detail={selected !== null || range !== null ? 'open' : 'closed'}>
        <div className={styles.picture} aria-busy={isStale}>
          <OverviewStrip doc={doc} durationNs={durationNs} scene={scene} brush={brush} />
          {answer === undefined ? (
            <p className="quiet">Laying out lanes…</p>
          ) : view.showsTable ? (
            <LanesTable doc={doc} durationNs={durationNs} />
          ) : (
            <Lanes doc={doc} list={answer} scene={scene} brush={brush} />
          )}
        </div>
        {selected === null ? null : selected.by === 'task' ? (
          <TaskPanel doc={doc} id={selected.id} />
        ) : (
          <SpanPanel doc={doc} selected={{ ...selected, by: selected.by }} durationNs={durationNs} />
        )}
        {selected === null && range !== null ? <RangePanel doc={doc} range={range} /> : null}
      </div>
    </>
  );
}

interface LanesProps {
  readonly doc: string;
  readonly list: LaneList;
  readonly scene: { current: Scene | null };
  readonly brush: { current: ((startNs: number, endNs: number) => void) | null };
}

function Lanes({ doc, list, scene, brush }: LanesProps) {
  const [view] = useView('timeline');
  const shown = useMemo(() => withPinned(list, view.pinned), [list, view.pinned]);
  const folds = useMemo(
    () => shown.sections.map((section) => foldOf(section, view.folds)),
    [shown, view.folds],
  );
  useMarked(doc, shown, scene);
  if (list.row.length === 0) return <p className={styles.nothing}>{whyEmpty(view)}</p>;
  return <LanesCanvas doc={doc} list={shown} folds={folds} scene={scene} brush={brush} />;
}

function whyEmpty({ search, lanes }: TimelineView): string {
  if (/^#\d+$/.test(search.trim()))
    return `Goroutine ${search.trim()} is not in this trace: it ended before, began after, or is of another run.`;
  if (search !== '') return `Nothing matches “${search}”.`;
  return lanes === 'task'
    ? 'No tasks: the program does not call trace.NewTask.'
    : 'The trace holds nothing of that kind.';
}

/** Outlines the selected span in the picture, draws its wake-ups, and brings it into view once. */
function useMarked(doc: string, list: LaneList, scene: LanesProps['scene']): void {
  const [view, choose] = useView('timeline');
  const selected = selectedOf(view.selected);
  const question = selected === null || selected.by === 'task' ? null : { doc, ...selected, by: selected.by };
  const ofTask = selected === null || selected.by !== 'task' ? null : { doc, id: selected.id };
  const task = useAnswer('task', ofTask).answer ?? null;
  const span = useAnswer('span', question).answer ?? null;
  const revealed = useRef<string | null>(null);
  const lane = selected === null ? -1 : laneOf(list, view.lanes, selected);
  const { folds, lanes } = view;

  useEffect(() => {
    const made = scene.current;
    if (made === null || lane < 0 || selected === null) return;
    const section = sectionOf(list, lane);
    if (!made.isShown(lane) && section !== undefined && revealed.current !== view.selected)
      choose({ folds: withFold(folds, section.key, 'all') });
    if (made.isShown(lane) && revealed.current !== view.selected) {
      revealed.current = view.selected;
      made.reveal(lane);
    }
  });

  useEffect(() => {
    const made = scene.current;
    if (made === null || lane < 0) return;
    const at = (id: number): number => laneOf(list, lanes, { by: 'goroutine', id });
    if (task !== null)
      made.selected = { lane, startNs: task.startNs ?? 0, endNs: task.endNs ?? made.durationNs };
    if (span !== null) {
      made.selected = { lane, startNs: span.startNs, endNs: span.endNs };
      const { waker } = span;
      const into = waker === null ? [] : [{ fromLane: at(waker.goroutine), toLane: lane, ns: waker.atNs }];
      const out = span.woken.map((one) => ({ fromLane: lane, toLane: at(one.goroutine), ns: one.atNs }));
      made.arrows = lanes === 'goroutine' ? [...into, ...out] : [];
    }
    made.repaint();
    return () => {
      made.selected = null;
      made.arrows = [];
      made.repaint();
    };
  }, [scene, list, lanes, lane, span, task]);
}
