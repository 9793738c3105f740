import { type RefObject, useEffect } from 'react';
import type { GoroutineAt, LaneList, SpanDetail } from '../../analysis/timeline/question.ts';
import { useAnswer } from '../hooks/use-answer.ts';
import { useView } from '../hooks/use-store.ts';
import { FailureNote } from '../parts/failure-note.tsx';
import { StackLines } from '../parts/stack-lines.tsx';
import { DerivedProfiles } from './derived-profiles.tsx';
import type { Scene } from './scene.ts';
import { duration, moment, type Selected, selectedText } from './time-text.ts';
import styles from './timeline-page.module.css';

interface SpanPanelProps {
  readonly doc: string;
  readonly selected: Selected;
  readonly list: LaneList;
  readonly scene: RefObject<Scene | null>;
}

/** What a goroutine did at the selected moment, who woke it and whom it woke. */
export function SpanPanel({ doc, selected, list, scene }: SpanPanelProps) {
  const { answer, failure } = useAnswer('span', { doc, ...selected });
  useMarked(answer ?? null, selected, list, scene);
  if (failure !== null) return <FailureNote failure={failure} kind="span" />;
  if (answer === undefined) return <aside className={styles.panel}>…</aside>;
  if (answer === null) return <aside className={styles.panel}>Nothing ran here yet.</aside>;
  return <Span doc={doc} span={answer} durationNs={list.durationNs} />;
}

/** Outlines the span in the picture, and draws its wake-ups. */
function useMarked(
  span: SpanDetail | null,
  selected: Selected,
  list: LaneList,
  scene: RefObject<Scene | null>,
): void {
  useEffect(() => {
    const made = scene.current;
    if (made === null) return;
    if (span === null) return;
    const laneOf = (id: number): number => list.id.indexOf(id);
    const lane = laneOf(selected.id);
    made.selected = lane < 0 ? null : { lane, startNs: span.startNs, endNs: span.endNs };
    if (selected.by === 'goroutine') {
      const { waker } = span;
      const into =
        waker === null ? [] : [{ fromLane: laneOf(waker.goroutine), toLane: lane, ns: waker.atNs }];
      const out = span.woken.map((one) => ({ fromLane: lane, toLane: laneOf(one.goroutine), ns: one.atNs }));
      made.arrows = [...into, ...out];
    }
    if (lane >= 0) made.reveal(lane);
    made.repaint();
    return () => {
      made.selected = null;
      made.arrows = [];
      made.repaint();
    };
  }, [span, selected.id, selected.by, list, scene]);
}

function Span({
  doc,
  span,
  durationNs,
}: {
  readonly doc: string;
  readonly span: SpanDetail;
  readonly durationNs: number;
}) {
  const [view, choose] = useView('timeline');
  const jump = (goroutine: number, atNs: number): void =>
    choose({ lanes: 'goroutine', selected: selectedText({ by: 'goroutine', id: goroutine, atNs }) }, 'step');
  const id = String(span.goroutine);
  const isPinned = view.pinned.includes(id);
  const pin = (): void =>
    choose({ pinned: isPinned ? view.pinned.filter((one) => one !== id) : [...view.pinned, id] });
  return (
    <aside className={styles.panel} aria-label="Selected span">
      <h2 className={span.isParked ? 'warm' : undefined}>
        Goroutine {span.goroutine} · {span.state}
        {span.state === 'waiting' ? ` on ${span.reason}` : ''}
      </h2>
      <p className="mono">{span.entry}</p>
      <dl className={styles.facts}>
        <dt>for</dt>
        <dd>
          {duration(span.endNs - span.startNs)}
          {span.isParked ? ', and never woken' : span.isOpen ? ', until the end of the trace' : ''}
        </dd>
        <dt>from</dt>
        <dd>{moment(span.startNs)}</dd>
        {span.isInferred ? (
          <>
            <dt>reason</dt>
            <dd>inferred from the stack</dd>
          </>
        ) : null}
        <dt>woken by</dt>
        <dd>{span.waker === null ? span.wakerName || 'nobody' : <Jump at={span.waker} onJump={jump} />}</dd>
        <dt>created</dt>
        <dd>{span.createdNs === null ? 'before the trace' : `at ${moment(span.createdNs)}`}</dd>
      </dl>
      <div className={styles.row}>
        <button
          type="button"
          className="btn"
          disabled={span.previousNs === null}
          onClick={() => jump(span.goroutine, span.previousNs ?? 0)}
        >
          ‹ before
        </button>
        <button
          type="button"
          className="btn"
          disabled={span.nextNs === null}
          onClick={() => jump(span.goroutine, span.nextNs ?? 0)}
        >
          after ›
        </button>
        <button type="button" className="btn" aria-pressed={isPinned} onClick={pin}>
          Pin
        </button>
        <button type="button" className="btn" onClick={() => choose({ selected: null })}>
          Close
        </button>
      </div>
      <h3>Stack</h3>
      <StackLines stack={span.stack} createdBy={span.createdBy} />
      {span.woken.length > 0 ? (
        <>
          <h3>Woke</h3>
          <ul>
            {span.woken.map((one) => (
              <li key={`${one.goroutine}@${one.atNs}`}>
                <Jump at={one} onJump={jump} />
              </li>
            ))}
          </ul>
        </>
      ) : null}
      {span.chain.length > 1 ? (
        <>
          <h3>Who waited for whom</h3>
          <ol>
            {span.chain.map((one) => (
              <li key={`${one.goroutine}@${one.atNs}`}>
                <Jump at={one} onJump={jump} /> {one.state}, {duration(one.ns)}
              </li>
            ))}
          </ol>
        </>
      ) : null}
      <h3>Flame graph of this goroutine</h3>
      <DerivedProfiles doc={doc} fromNs={0} toNs={durationNs} goroutine={span.goroutine} entry="" />
    </aside>
  );
}

function Jump({
  at,
  onJump,
}: {
  readonly at: GoroutineAt;
  readonly onJump: (id: number, atNs: number) => void;
}) {
  return (
    <button type="button" className={styles.jump} onClick={() => onJump(at.goroutine, at.atNs)}>
      goroutine {at.goroutine} <span className="mono">{at.entry}</span>
    </button>
  );
}
