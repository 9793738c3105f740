import { useRef } from 'react';
import { useStore } from 'zustand';
import type { DocumentSummary } from '../../state/asked.ts';
import { type FileGroup, fileGroupTitle } from '../../state/file-group.ts';
import { membersOf, openGroups } from '../../state/workspace.ts';
import { useApp } from '../hooks/app-context.ts';
import { useWorkspace } from '../hooks/use-store.ts';
import { saveFile } from '../parts/save-file.ts';
import { handlesOf } from './collect-files.ts';
import { commonFolder } from './common-folder.ts';
import styles from './file-column.module.css';
import { FileRow } from './file-row.tsx';
import { Notes } from './notes.tsx';
import { NoticeList } from './notice-list.tsx';
import { ReadingList } from './reading-list.tsx';

/** The evidence: every open file, by kind, in time order. */
export function FileColumn() {
  const app = useApp();
  const workspace = useWorkspace((all) => all);
  const input = useRef<HTMLInputElement>(null);
  return (
    <aside className={styles.column} aria-label="Files">
      {openGroups(workspace).map((group) => (
        <Group key={group} group={group} members={membersOf(workspace, group)} />
      ))}
      <ReadingList />
      <button type="button" className={styles.more} onClick={() => input.current?.click()}>
        Drop more files anywhere
      </button>
      <input
        ref={input}
        className="visually-hidden"
        type="file"
        multiple
        aria-label="Open more files"
        tabIndex={-1}
        onChange={(event) => {
          void app.open(handlesOf(event.target.files ?? []));
          event.target.value = '';
        }}
      />
      <CaptureAgain />
      <NoticeList />
      <Notes />
      <SaveWorkspace />
      {workspace.order.length > 1 ? (
        <button type="button" className="btn quiet" onClick={() => app.closeAll()}>
          Close all
        </button>
      ) : null}
    </aside>
  );
}

/** The originals and all that was said about them, as one file: dropped again, it is the same workspace. */
function SaveWorkspace() {
  const app = useApp();
  const isEmpty = useWorkspace(({ order }) => order.length === 0);
  if (isEmpty) return null;
  const save = async (): Promise<void> => {
    try {
      saveFile('unpark-workspace.zip', await app.workspaceFile(), 'application/zip');
    } catch (error) {
      const detail = error instanceof Error ? error.message : String(error);
      app.messages.say('error', 'The workspace was not saved.', { detail });
    }
  };
  return (
    <button type="button" className="btn quiet" onClick={() => void save()}>
      Save as one file
    </button>
  );
}

interface GroupProps {
  readonly group: FileGroup;
  readonly members: readonly DocumentSummary[];
}

function Group({ group, members }: GroupProps) {
  const folder = commonFolder(members.map(({ origin }) => origin.name));
  return (
    <section>
      <h2 className={styles.title}>{fileGroupTitle[group]}</h2>
      <ul>
        {members.map((document, index) => (
          <FileRow key={document.id} document={document} group={group} index={index} folder={folder} />
        ))}
      </ul>
    </section>
  );
}

/** Where the command line watches a running service: one more snapshot of it. */
function CaptureAgain() {
  const { live } = useApp();
  const { canCapture, isCapturing } = useStore(live.store);
  if (!canCapture) return null;
  return (
    <button type="button" className="btn primary" disabled={isCapturing} onClick={() => void live.capture()}>
      {isCapturing ? 'Capturing…' : 'Capture again'}
    </button>
  );
}
