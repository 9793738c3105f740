import { useState } from 'react';
import { useStore } from 'zustand';
import { bytes, count } from '../../base/figures.ts';
import type { Keeping, KeepingState } from '../../state/kept/keeping.ts';
import { type KeptWorkspace, sizeOf, titleOf } from '../../state/kept/kept-workspace.ts';
import { useApp } from '../hooks/app-context.ts';
import { clipped } from '../parts/clipped.ts';
import { dateAndClock } from '../parts/figures.ts';
import styles from './recent-workspaces.module.css';

/** Workspaces kept in this browser: opened again, renamed, deleted. */
export function RecentWorkspaces() {
  const { keeping } = useApp();
  return keeping === null ? null : <Recent keeping={keeping} />;
}

const shownAtFirst = 8;

function Recent({ keeping }: { readonly keeping: Keeping }) {
  const state = useStore(keeping.store);
  const [showsAll, setShowsAll] = useState(false);
  const { workspaces, status } = state;
  if (status === 'unknown') return null;
  const shown = showsAll ? workspaces : workspaces.slice(0, shownAtFirst);
  return (
    <section className={styles.recent} aria-labelledby="recent-title">
      <div className={styles.head}>
        <h2 id="recent-title">Recent workspaces</h2>
        <span className="quiet">{summary(state)}</span>
        <span className="spacer" />
        {status === 'unavailable' ? null : (
          <label>
            <input
              type="checkbox"
              checked={status === 'on'}
              onChange={({ target }) => keeping.turn(target.checked ? 'on' : 'off')}
            />
            Keep what I open in this browser
          </label>
        )}
        {workspaces.length > 1 ? <DeleteAll keeping={keeping} workspaces={workspaces} /> : null}
      </div>
      <ul>
        {shown.map((kept) => (
          <Row key={kept.id} kept={kept} keeping={keeping} />
        ))}
      </ul>
      {workspaces.length > shown.length ? (
        <button type="button" className="btn quiet" onClick={() => setShowsAll(true)}>
          {count(workspaces.length - shown.length)} more
        </button>
      ) : null}
    </section>
  );
}

function summary({ status, workspaces, unread }: KeepingState): string {
  if (status === 'unavailable')
    return 'This browser keeps nothing here: a private window, or a newer Unpark has been used in it.';
  const size = workspaces.reduce((sum, kept) => sum + sizeOf(kept), 0);
  const words = [
    workspaces.length === 0 ? 'none yet' : bytes(size),
    status === 'off' ? 'nothing more is kept' : null,
    unread > 0 ? `${count(unread)} of a newer Unpark` : null,
  ];
  return words.filter((word) => word !== null).join(' · ');
}

interface RowProps {
  readonly kept: KeptWorkspace;
  readonly keeping: Keeping;
}

function Row({ kept, keeping }: RowProps) {
  const app = useApp();
  const [isNaming, setIsNaming] = useState(false);
  const title = clipped(titleOf(kept));
  const files = `${count(kept.files.length)} ${kept.files.length === 1 ? 'file' : 'files'}`;
  return (
    <li className={styles.row}>
      {isNaming ? (
        <NameField
          name={kept.name ?? ''}
          onDone={(name) => {
            setIsNaming(false);
            if (name !== null) void keeping.rename(kept.id, name);
          }}
        />
      ) : (
        <button type="button" className={styles.open} onClick={() => void app.openKept(kept)}>
          {title}
        </button>
      )}
      <span className="quiet">
        {files}, {bytes(sizeOf(kept))} · {dateAndClock(kept.savedMs)}
      </span>
      <button
        type="button"
        className="btn quiet"
        aria-label={`Rename ${title}`}
        onClick={() => setIsNaming(true)}
      >
        Rename
      </button>
      <button
        type="button"
        className="btn quiet"
        aria-label={`Delete ${title}`}
        onClick={() => void keeping.delete([kept.id])}
      >
        Delete
      </button>
    </li>
  );
}

interface NameProps {
  readonly name: string;
  /** Null leaves the name as it was. */
  readonly onDone: (name: string | null) => void;
}

function NameField({ name, onDone }: NameProps) {
  const [text, setText] = useState(name);
  return (
    <input
      className="field"
      aria-label="Name of the workspace"
      ref={(input) => input?.focus()}
      value={text}
      maxLength={120}
      onChange={({ target }) => setText(target.value)}
      onKeyDown={({ key }) => {
        if (key === 'Enter') onDone(text.trim());
        if (key === 'Escape') onDone(null);
      }}
      onBlur={() => onDone(text.trim())}
    />
  );
}

interface DeleteAllProps {
  readonly keeping: Keeping;
  readonly workspaces: readonly KeptWorkspace[];
}

/** Asks once more: there is no way back. */
function DeleteAll({ keeping, workspaces }: DeleteAllProps) {
  const [isAsking, setIsAsking] = useState(false);
  if (!isAsking)
    return (
      <button type="button" className="btn quiet" onClick={() => setIsAsking(true)}>
        Delete all
      </button>
    );
  return (
    <>
      <button
        type="button"
        className="btn"
        onClick={() => {
          setIsAsking(false);
          void keeping.delete(workspaces.map(({ id }) => id));
        }}
      >
        Delete {count(workspaces.length)} workspaces
      </button>
      <button type="button" className="btn quiet" onClick={() => setIsAsking(false)}>
        Keep them
      </button>
    </>
  );
}
