import { type DragEvent, type KeyboardEvent, useRef, useState } from 'react';
import type { DocumentSummary } from '../../state/asked.ts';
import { canShow, type FileGroup, homePage } from '../../state/file-group.ts';
import { marksOf, membersOf, timeOf, withMark, withMoved } from '../../state/workspace.ts';
import { useApp } from '../hooks/app-context.ts';
import { useWorkspace } from '../hooks/use-store.ts';
import { clock, dateAndClock } from '../parts/figures.ts';
import styles from './file-column.module.css';
import { FileDialog } from './file-dialog.tsx';
import { fileSize } from './file-size.ts';
import { fileColour } from './palette.ts';

/** Marks our own drags, so that the window does not take them for files to open. */
const dragType = 'application/x-unpark-file';

interface FileRowProps {
  readonly document: DocumentSummary;
  readonly group: FileGroup;
  readonly index: number;
  /** Of all files of the group: 'etcd/', or ''. Left out of what is shown. */
  readonly folder: string;
}

export function FileRow({ document, group, index, folder }: FileRowProps) {
  const app = useApp();
  const workspace = useWorkspace((all) => all);
  const [isOpen, setIsOpen] = useState(false);
  const [isOver, setIsOver] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const { id, origin } = document;
  const marks = marksOf(workspace, group);
  const side = marks.base === id ? 'a' : marks.current === id && marks.base !== null ? 'b' : null;
  const time = timeOf(workspace, document);
  const colour = workspace.colours[id];

  const drop = (event: DragEvent): void => {
    setIsOver(false);
    const moved = event.dataTransfer.getData(dragType);
    if (moved !== '') app.edit((all) => withMoved(all, moved, id));
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey) return;
    const neighbour = membersOf(workspace, group)[index + (event.key === 'ArrowUp' ? -1 : 1)];
    if (event.altKey && (event.key === 'ArrowUp' || event.key === 'ArrowDown')) {
      if (neighbour !== undefined) app.edit((all) => withMoved(all, id, neighbour.id));
      button.current?.focus();
    } else if (event.key === 'a') app.edit((all) => withMark(all, id, 'base'));
    else if (event.key === 'b') app.edit((all) => withMark(all, id, 'current'));
    else if (event.key === 'Delete') app.close(id);
    else return;
    event.preventDefault();
  };
  /** A click shows the file: it becomes the current one of its kind. */
  const choose = (): void => {
    app.edit((all) => withMark(all, id, 'current'));
    const page = app.view.getState().page;
    if (canShow(page, group)) app.chooseGroup(group);
    else app.go(homePage(group), {}, group);
  };
  return (
    <li
      className={styles.row}
      data-marked={marks.base === id || marks.current === id}
      data-over={isOver}
      draggable
      onDragStart={(event) => {
        event.dataTransfer.setData(dragType, id);
        event.dataTransfer.effectAllowed = 'move';
      }}
      onDragOver={(event) => {
        if (!event.dataTransfer.types.includes(dragType)) return;
        event.preventDefault();
        setIsOver(true);
      }}
      onDragLeave={() => setIsOver(false)}
      onDrop={drop}
    >
      {colour === undefined ? null : (
        <span className={styles.stripe} style={{ background: fileColour(colour) }} />
      )}
      <button
        type="button"
        className={styles.mark}
        data-mark={side ?? undefined}
        aria-label={markTitle(side, origin.name)}
        title={markTitle(side, origin.name)}
        onClick={() => app.edit((all) => withMark(all, id, side === 'a' ? null : 'base'))}
      >
        {side === null ? (group === 'trace' ? 'T' : index + 1) : side.toUpperCase()}
      </button>
      <button
        ref={button}
        type="button"
        className={styles.name}
        title={origin.name}
        aria-current={marks.current === id}
        onClick={choose}
        onKeyDown={onKeyDown}
      >
        {origin.name.slice(folder.length)}
      </button>
      <span className={styles.size}>{fileSize(document)}</span>
      <span className={styles.sub}>
        <button
          type="button"
          className={styles.time}
          title={
            time === null ? 'No time is known: click to set it' : `${dateAndClock(time)}: click to change it`
          }
          onClick={() => setIsOpen(true)}
        >
          {time === null ? 'set time' : clock(time)}
        </button>
        <span>·</span>
        <span className={styles.form}>{origin.form}</span>
        {document.notices.length > 0 ? (
          <span
            className={styles.warn}
            role="img"
            aria-label={`${document.notices.length} notices`}
            title={document.notices.map(({ text }) => text).join('\n')}
          >
            !
          </span>
        ) : null}
        <button
          type="button"
          className={styles.menu}
          aria-label={`${origin.name}: time, marks, colour, close`}
          onClick={() => setIsOpen(true)}
        >
          ⋯
        </button>
      </span>
      {isOpen ? <FileDialog document={document} group={group} onClose={() => setIsOpen(false)} /> : null}
    </li>
  );
}

function markTitle(side: 'a' | 'b' | null, name: string): string {
  if (side === 'a') return `A, the base: click to compare with nothing (${name})`;
  return side === 'b' ? `B, the current one (${name}); click makes it the base` : `Compare from ${name}`;
}
