import { useState } from 'react';
import { bytes, count } from '../../base/figures.ts';
import type { DocumentSummary } from '../../state/asked.ts';
import type { FileGroup } from '../../state/file-group.ts';
import { marksOf, timeOf, withMark, withTime } from '../../state/workspace.ts';
import { useApp } from '../hooks/app-context.ts';
import { useWorkspace } from '../hooks/use-store.ts';
import { Dialog } from '../parts/dialog.tsx';
import { dateAndClock } from '../parts/figures.ts';
import styles from './file-dialog.module.css';
import { fileColours } from './palette.ts';

interface FileDialogProps {
  readonly document: DocumentSummary;
  readonly group: FileGroup;
  readonly onClose: () => void;
}

/** All that is known of a file, and all that can be said about it. */
export function FileDialog({ document, group, onClose }: FileDialogProps) {
  const app = useApp();
  const workspace = useWorkspace((all) => all);
  const { id, origin } = document;
  const marks = marksOf(workspace, group);
  return (
    <Dialog title={origin.name} onClose={onClose}>
      <dl className={styles.facts}>
        <dt>Form</dt>
        <dd>{origin.form}</dd>
        <dt>Size</dt>
        <dd>
          {bytes(origin.bytes)}, {count(document.rows)} {document.kind === 'trace' ? 'events' : 'rows'}
        </dd>
        <dt>Program</dt>
        <dd>
          {[origin.program, origin.goVersion].filter((part) => part !== null).join(' · ') || 'not said'}
        </dd>
        <dt>Time</dt>
        <dd>
          <TimeField document={document} />
        </dd>
        <dt>Compare</dt>
        <dd className={styles.choices}>
          <button
            type="button"
            className="btn"
            aria-pressed={marks.base === id}
            onClick={() => app.edit((all) => withMark(all, id, marks.base === id ? null : 'base'))}
          >
            A, the base
          </button>
          <button
            type="button"
            className="btn"
            aria-pressed={marks.current === id}
            onClick={() => app.edit((all) => withMark(all, id, 'current'))}
          >
            B, the current one
          </button>
        </dd>
        <dt>Colour</dt>
        <dd className={styles.choices}>
          <ColourChoice id={id} />
        </dd>
      </dl>
      {document.notices.length === 0 ? null : (
        <>
          <h3>Notices</h3>
          <ul className={styles.notices}>
            {document.notices.slice(0, 100).map((notice) => (
              <li key={`${notice.code} ${notice.offset} ${notice.text}`}>
                {notice.text}
                {notice.offset === null ? null : <span className="quiet"> byte {count(notice.offset)}</span>}
              </li>
            ))}
          </ul>
        </>
      )}
      <div className={styles.foot}>
        <button
          type="button"
          className="btn"
          onClick={() => {
            onClose();
            app.close(id);
          }}
        >
          Close this file
        </button>
      </div>
    </Dialog>
  );
}

function TimeField({ document }: { readonly document: DocumentSummary }) {
  const app = useApp();
  const workspace = useWorkspace((all) => all);
  const time = timeOf(workspace, document);
  const [text, setText] = useState(time === null ? '' : dateAndClock(time).replace(' ', 'T'));
  const isSet = workspace.times[document.id] !== undefined;
  return (
    <span className={styles.choices}>
      <input
        className="field"
        type="datetime-local"
        step={1}
        aria-label="Time of capture"
        value={text}
        onChange={(event) => {
          setText(event.target.value);
          const timeMs = new Date(event.target.value).getTime();
          if (Number.isFinite(timeMs)) app.edit((all) => withTime(all, document.id, timeMs));
        }}
      />
      {isSet ? (
        <button
          type="button"
          className="btn"
          onClick={() => {
            app.edit((all) => withTime(all, document.id, null));
            const own = document.origin.timeMs;
            setText(own === null ? '' : dateAndClock(own).replace(' ', 'T'));
          }}
        >
          As in the file
        </button>
      ) : (
        <span className="quiet">{timeSource(document)}</span>
      )}
    </span>
  );
}

function timeSource(document: DocumentSummary): string {
  if (document.origin.timeFrom === 'capture') return 'written in the file';
  return document.origin.timeFrom === 'file' ? 'date of the file' : 'nothing tells it';
}

function ColourChoice({ id }: { readonly id: string }) {
  const app = useApp();
  const chosen = useWorkspace((all) => all.colours[id]);
  return fileColours.map(({ name, value }, index) => (
    <button
      key={name}
      type="button"
      className={styles.colour}
      style={{ background: value }}
      aria-label={name}
      aria-pressed={chosen === index}
      onClick={() =>
        app.edit((all) => {
          const { [id]: _old, ...rest } = all.colours;
          return { ...all, colours: chosen === index ? rest : { ...rest, [id]: index } };
        })
      }
    />
  ));
}
