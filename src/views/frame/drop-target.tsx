import { type ReactNode, useEffect, useState } from 'react';
import { collectFiles } from '../files/collect-files.ts';
import { openText } from '../files/open-text.ts';
import { useApp } from '../hooks/app-context.ts';
import styles from './drop-target.module.css';

/** The whole window takes files, folders and pasted text. */
export function DropTarget({ children }: { readonly children: ReactNode }) {
  const app = useApp();
  const [isOver, setIsOver] = useState(false);
  useEffect(() => {
    const open = async (transfer: DataTransfer): Promise<void> => {
      try {
        await app.open(await collectFiles(transfer));
      } catch (error) {
        const detail = error instanceof Error ? error.message : String(error);
        app.messages.say('error', 'What was dropped could not be taken.', { detail });
      }
    };
    const over = (event: DragEvent): void => {
      if (event.dataTransfer === null || isOwnDrag(event.dataTransfer)) return;
      event.preventDefault();
      event.dataTransfer.dropEffect = 'copy';
      setIsOver(true);
    };
    const leave = (event: DragEvent): void => {
      if (event.relatedTarget === null) setIsOver(false);
    };
    const drop = (event: DragEvent): void => {
      setIsOver(false);
      if (event.dataTransfer === null || isOwnDrag(event.dataTransfer)) return;
      event.preventDefault();
      void open(event.dataTransfer);
    };
    const paste = (event: ClipboardEvent): void => {
      const { target, clipboardData } = event;
      if (target instanceof HTMLElement && target.matches('input, textarea')) return;
      if (clipboardData === null || openText(app, clipboardData.getData('text/plain'))) return;
      void open(clipboardData);
    };
    window.addEventListener('dragover', over);
    window.addEventListener('dragleave', leave);
    window.addEventListener('drop', drop);
    window.addEventListener('paste', paste);
    return () => {
      window.removeEventListener('dragover', over);
      window.removeEventListener('dragleave', leave);
      window.removeEventListener('drop', drop);
      window.removeEventListener('paste', paste);
    };
  }, [app]);
  return (
    <>
      {children}
      {isOver ? (
        <div className={styles.veil}>
          <p>Drop to open: profiles, dumps, traces, archives, folders</p>
        </div>
      ) : null}
    </>
  );
}

/** Files of the left column are dragged to change their order, not to be opened. */
function isOwnDrag(transfer: DataTransfer): boolean {
  return transfer.types.includes('application/x-unpark-file');
}
