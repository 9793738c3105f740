import { useDeferredValue, useMemo } from 'react';
import type { TopTable } from '../../analysis/profile/question.ts';
import { count } from '../../base/figures.ts';
import { useApp } from '../hooks/app-context.ts';
import { useAnswer } from '../hooks/use-answer.ts';
import { useView } from '../hooks/use-store.ts';
import { clipped } from '../parts/clipped.ts';
import { placeText } from '../parts/place-text.ts';
import { FunctionActions } from '../profile/function-actions.tsx';
import { ProfilePage } from '../profile/profile-page.tsx';
import { SaveMenu } from '../profile/save-menu.tsx';
import { useProfileQuestion } from '../profile/use-profile-question.ts';
import { VirtualTable } from '../profile/virtual-table.tsx';
import { topColumns } from './top-columns.ts';
import styles from './top-page.module.css';
import { topRows } from './top-rows.ts';

/** The table behind the pictures: every function of a profile with its numbers. */
export function TopPage() {
  const app = useApp();
  const [view, choose] = useView('top');
  const { subject, question } = useProfileQuestion();
  const { answer, failure, isStale } = useAnswer('top', question);
  const isCompared = question !== null && question.base !== null;
  const search = useDeferredValue(view.search);
  const { sort, isReversed } = view;
  const rows = useMemo(
    () => (answer === undefined ? new Int32Array(0) : topRows(answer, { search, sort, isReversed })),
    [answer, search, sort, isReversed],
  );
  const columns = useMemo(
    () => (answer === undefined ? [] : topColumns(answer, rows, isCompared)),
    [answer, rows, isCompared],
  );
  const selected =
    answer === undefined || view.selected === null
      ? -1
      : rows.findIndex((row) => answer.name[row] === view.selected);
  return (
    <ProfilePage
      title="Top"
      subject={subject}
      kind="top"
      failure={failure}
      totals={answer}
      isCompared={isCompared}
      isStale={isStale}
      bar={
        <>
          <input
            className={`field ${styles.search}`}
            type="search"
            data-search
            aria-label="Filter rows"
            aria-keyshortcuts="/"
            placeholder="Filter rows  ( / )"
            value={view.search}
            onChange={(event) => choose({ search: event.target.value })}
          />
          <span className="quiet" role="status">
            {answer === undefined ? '' : rowsText(rows.length, answer.length)}
          </span>
          <span className="spacer" />
          <SaveMenu question={question} name="top" table={{ columns, length: rows.length }} />
        </>
      }
    >
      {answer === undefined ? null : (
        <>
          <div className={styles.table}>
            <VirtualTable
              label="Functions"
              columns={columns}
              length={rows.length}
              rowKey={(row) => rows[row]}
              selected={selected}
              onSelect={(row) => choose({ selected: answer.name[rows[row]] })}
              onOpen={(row) =>
                app.go('flame', {
                  flame: {
                    shape: 'around',
                    around: answer.name[rows[row]],
                    zoom: null,
                    window: null,
                    selected: null,
                  },
                })
              }
              sorting={{ key: sort, isReversed }}
              onSort={({ key, isReversed: reversed }) => choose({ sort: key, isReversed: reversed }, 'step')}
              empty={answer.length === 0 ? 'No sample is left. Loosen the filters.' : 'No row matches.'}
            />
          </div>
          <SelectedRow table={answer} row={selected < 0 ? -1 : rows[selected]} />
        </>
      )}
    </ProfilePage>
  );
}

function rowsText(shown: number, all: number): string {
  return shown === all ? `${count(all)} rows` : `${count(shown)} of ${count(all)} rows`;
}

function SelectedRow({ table, row }: { readonly table: TopTable; readonly row: number }) {
  if (row < 0)
    return (
      <p className={`${styles.selected} quiet`}>
        Click a row for what can be done with it; <kbd>Enter</kbd> or a double click shows its callers and
        callees.
      </p>
    );
  return (
    <p className={styles.selected}>
      <b className={styles.name}>{clipped(table.name[row])}</b>
      <span className="quiet">{placeText(table.file[row], table.line[row])}</span>
      <span className="spacer" />
      <FunctionActions name={table.name[row]} />
    </p>
  );
}
