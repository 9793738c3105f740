import type { SpanDetail, SpanQuestion } from '../../../analysis/timeline/question.ts';
import { useAnswer } from '../../hooks/use-answer.ts';
import { useView } from '../../hooks/use-store.ts';
import { FailureNote } from '../../parts/failure-note.tsx';
import { StackLines } from '../../parts/stack-lines.tsx';
import { Jump } from '../jump.tsx';
import { Moment } from '../moment.tsx';
import { duration, moment, selectedText } from '../time-text.ts';
import styles from '../timeline-page.module.css';
import { DerivedProfiles } from './derived-profiles.tsx';
import { GoroutineElsewhere } from './goroutine-elsewhere.tsx';
import { StateTimes } from './state-times.tsx';

interface SpanPanelProps {
  readonly doc: string;
  readonly selected: Omit<SpanQuestion, 'doc'>;
  readonly durationNs: number;
}

/** What a goroutine did at the selected moment, who woke it and whom it woke. */
export function SpanPanel({ doc, selected, durationNs }: SpanPanelProps) {
  const [, choose] = useView('timeline');
  const { answer, failure } = useAnswer('span', { doc, ...selected });
  const close = (
    <button type="button" className="btn" onClick={() => choose({ selected: null })}>
      Close
    </button>
  );
  if (failure !== null)
    return (
      <aside className={styles.panel} aria-label="Selected span">
        <FailureNote failure={failure} kind="span" />
        {close}
      </aside>
    );
  if (answer === undefined) return <aside className={styles.panel}>…</aside>;
  if (answer === null)
    return (
      <aside className={styles.panel} aria-label="Selected span">
        <p>Nothing ran here at {moment(selected.atNs)}.</p>
        {close}
      </aside>
    );
  return <Span doc={doc} span={answer} durationNs={durationNs} />;
}

interface SpanProps {
  readonly doc: string;
  readonly span: SpanDetail;
  readonly durationNs: number;
}

function Span({ doc, span, durationNs }: SpanProps) {
  const state = span.state === 'waiting' ? `waiting on ${span.reason}` : span.state;
  return (
    <aside className={styles.panel} aria-label="Selected span">
      <h2 className={span.isParked ? 'warm' : undefined} aria-live="polite">
        Goroutine {span.goroutine} · {state}
      </h2>
      <p className="mono">{span.entry}</p>
      <Facts doc={doc} span={span} />
      <SpanButtons span={span} />
      <h3>Stack</h3>
      {span.stack.length === 0 && span.state === 'running' ? (
        <p className="quiet">A trace holds no stack of what runs; its CPU samples do.</p>
      ) : (
        <StackLines stack={span.stack} createdBy={span.createdBy} />
      )}
      <Wakes span={span} />
      <GoroutineTimes doc={doc} goroutine={span.goroutine} durationNs={durationNs} />
      <h3>Flame graph of its waits</h3>
      <DerivedProfiles doc={doc} fromNs={0} toNs={durationNs} goroutine={span.goroutine} entry="" />
      <GoroutineElsewhere goroutine={span.goroutine} />
    </aside>
  );
}

function Facts({ doc, span }: { readonly doc: string; readonly span: SpanDetail }) {
  const { waker } = span;
  return (
    <dl className={styles.facts}>
      <dt>for</dt>
      <dd>
        {duration(span.endNs - span.startNs)}
        {span.isParked ? ', and never woken' : span.isOpen ? ', until the end of the trace' : ''}
      </dd>
      <dt>from</dt>
      <dd>{span.startNs <= 0 ? 'before the trace' : <Moment doc={doc} ns={span.startNs} />}</dd>
      {span.isInferred ? (
        <>
          <dt>reason</dt>
          <dd>inferred from the stack</dd>
        </>
      ) : null}
      {span.state !== 'waiting' && span.reason !== '' ? (
        <>
          <dt>after</dt>
          <dd>{span.reason}</dd>
        </>
      ) : null}
      <dt>{span.state === 'running' || span.state === 'runnable' ? 'made runnable by' : 'woken by'}</dt>
      <dd>{waker === null ? span.wakerName || 'nobody' : <Jump {...waker} />}</dd>
      <dt>created</dt>
      <dd>{span.createdNs === null ? 'before the trace' : `at ${moment(span.createdNs)}`}</dd>
    </dl>
  );
}

function SpanButtons({ span }: { readonly span: SpanDetail }) {
  const [view, choose] = useView('timeline');
  const id = String(span.goroutine);
  const isPinned = view.pinned.includes(id);
  const pin = (): void =>
    choose({ pinned: isPinned ? view.pinned.filter((one) => one !== id) : [...view.pinned, id] });
  const goTo = (atNs: number | null): void => {
    if (atNs === null) return;
    choose({ selected: selectedText({ by: 'goroutine', id: span.goroutine, atNs }) }, 'step');
  };
  return (
    <div className={styles.row}>
      <button
        type="button"
        className="btn"
        disabled={span.previousNs === null}
        onClick={() => goTo(span.previousNs)}
      >
        ‹ before
      </button>
      <button type="button" className="btn" disabled={span.nextNs === null} onClick={() => goTo(span.nextNs)}>
        after ›
      </button>
      {view.lanes === 'goroutine' ? (
        <button type="button" className="btn" aria-pressed={isPinned} onClick={pin}>
          Pin
        </button>
      ) : (
        <button
          type="button"
          className="btn"
          onClick={() => {
            const selected = selectedText({ by: 'goroutine', id: span.goroutine, atNs: span.startNs });
            choose({ lanes: 'goroutine', selected }, 'step');
          }}
        >
          Its lane
        </button>
      )}
      <button type="button" className="btn" onClick={() => choose({ selected: null })}>
        Close
      </button>
    </div>
  );
}

function Wakes({ span }: { readonly span: SpanDetail }) {
  return (
    <>
      {span.wakerStack.length > 0 ? (
        <details className={styles.more}>
          <summary>Stack of who woke it</summary>
          <StackLines stack={span.wakerStack} createdBy={null} />
        </details>
      ) : null}
      {span.woken.length > 0 ? (
        <>
          <h3>
            Woke or created <PinAll ids={span.woken.map(({ goroutine }) => goroutine)} />
          </h3>
          <ul>
            {span.woken.map((one) => (
              <li key={`${one.goroutine}@${one.atNs}`}>
                <Jump {...one} />
              </li>
            ))}
          </ul>
        </>
      ) : null}
      {span.chain.length > 1 ? (
        <>
          <h3>
            Who waited for whom <PinAll ids={span.chain.map(({ goroutine }) => goroutine)} />
          </h3>
          <ol>
            {span.chain.map((one) => (
              <li key={`${one.goroutine}@${one.atNs}`}>
                <Jump {...one} /> {one.state}, {duration(one.ns)}
              </li>
            ))}
          </ol>
        </>
      ) : null}
    </>
  );
}

/** Puts these goroutines on top of the lanes, one below the other. */
function PinAll({ ids }: { readonly ids: readonly number[] }) {
  const [view, choose] = useView('timeline');
  if (view.lanes !== 'goroutine') return null;
  const pinned = [...new Set([...view.pinned, ...ids.map(String)])];
  return (
    <button
      type="button"
      className={styles.jump}
      disabled={pinned.length === view.pinned.length}
      onClick={() => choose({ pinned })}
    >
      pin them
    </button>
  );
}

/** Where the goroutine's time went, over the whole trace. */
function GoroutineTimes({ doc, goroutine, durationNs }: GoroutineTimesProps) {
  const { answer } = useAnswer('laneTotals', {
    doc,
    by: 'goroutine',
    sort: 'id',
    filter: `#${goroutine}`,
    fromNs: 0,
    toNs: durationNs,
    limit: 1,
  });
  if (answer === undefined || answer.id[0] !== goroutine) return null;
  const states = answer.names.map((state, column) => ({ state, ns: answer.ns[column][0] }));
  return (
    <>
      <h3>Its time in the trace</h3>
      <StateTimes states={states} label="Time of the goroutine by state" />
    </>
  );
}

interface GoroutineTimesProps {
  readonly doc: string;
  readonly goroutine: number;
  readonly durationNs: number;
}
