import { useRef } from 'react';
import type { ProfileQuestion } from '../../analysis/profile/question.ts';
import { useApp } from '../hooks/app-context.ts';
import { copyText } from '../parts/copy-text.ts';
import { saveFile } from '../parts/save-file.ts';
import styles from './save-menu.module.css';
import { type TableForm, tableText } from './table-text.ts';
import type { Column } from './virtual-table.tsx';

export interface SavedPicture {
  /** A whole SVG document. */
  readonly svg: () => string;
  readonly png?: () => Promise<Blob | null>;
}

export interface SavedTable {
  readonly columns: readonly Column[];
  readonly length: number;
}

interface SaveMenuProps {
  /** For the profile itself, filtered as asked. */
  readonly question: ProfileQuestion | null;
  /** Name of the files, without an ending. */
  readonly name: string;
  readonly picture?: SavedPicture;
  readonly table?: SavedTable;
  readonly hasDot?: boolean;
}

interface Entry {
  readonly title: string;
  readonly run: () => Promise<void> | void;
}

/** Everything a page can be taken away as. */
export function SaveMenu({ question, name, picture, table, hasDot = false }: SaveMenuProps) {
  const { answers, messages } = useApp();
  const menu = useRef<HTMLDetailsElement>(null);
  const exportAs = async (form: 'pprof' | 'folded' | 'dot'): Promise<void> => {
    if (question === null) return;
    const { bytes, name: file } = await answers.once('exportProfile', {
      ...question,
      form,
      nodeCount: 80,
      nodeFraction: 0.005,
      edgeFraction: 0.001,
    });
    saveFile(file, bytes.slice());
  };
  const copy = async (form: TableForm): Promise<void> => {
    if (table === undefined) return;
    await copyText(tableText(table.columns, table.length, form));
    messages.say('done', 'The table is in the clipboard.');
  };
  const entries: (Entry | null)[] = [
    table === undefined ? null : { title: 'Copy table as TSV', run: () => copy('tsv') },
    table === undefined ? null : { title: 'Copy table as CSV', run: () => copy('csv') },
    table === undefined
      ? null
      : {
          title: 'Save table as CSV',
          run: () => saveFile(`${name}.csv`, tableText(table.columns, table.length, 'csv'), 'text/csv'),
        },
    picture === undefined
      ? null
      : {
          title: 'Save picture as SVG',
          run: () => saveFile(`${name}.svg`, picture.svg(), 'image/svg+xml'),
        },
    picture?.png === undefined
      ? null
      : {
          title: 'Save picture as PNG',
          run: async () => {
            const blob = await picture.png?.();
            if (blob) saveFile(`${name}.png`, blob, 'image/png');
          },
        },
    hasDot ? { title: 'Save graph as dot', run: () => exportAs('dot') } : null,
    question === null ? null : { title: 'Save profile as pprof protobuf', run: () => exportAs('pprof') },
    question === null ? null : { title: 'Save folded stacks', run: () => exportAs('folded') },
  ];
  const run = async (entry: Entry): Promise<void> => {
    if (menu.current !== null) menu.current.open = false;
    try {
      await entry.run();
    } catch (error) {
      messages.say('error', 'Nothing was saved.', {
        detail: error instanceof Error ? error.message : String(error),
      });
    }
  };
  return (
    <details
      ref={menu}
      className={styles.menu}
      onBlur={({ currentTarget, relatedTarget }) => {
        if (!currentTarget.contains(relatedTarget)) currentTarget.open = false;
      }}
      onKeyDown={(event) => {
        if (event.key === 'Escape') event.currentTarget.open = false;
      }}
    >
      <summary className="btn">Save</summary>
      <ul className={styles.entries}>
        {entries.map((entry) =>
          entry === null ? null : (
            <li key={entry.title}>
              <button type="button" onClick={() => void run(entry)}>
                {entry.title}
              </button>
            </li>
          ),
        )}
      </ul>
    </details>
  );
}
