import { useDeferredValue, useMemo } from 'react';
import type { GoroutineGroups } from '../../analysis/goroutine-groups.ts';
import { count } from '../../base/figures.ts';
import { groupsQuestion, snapshotWindow } from '../../state/queries.ts';
import { useAnswer } from '../hooks/use-answer.ts';
import { useView, useWorkspace } from '../hooks/use-store.ts';
import { CopyButton } from '../parts/copy-button.tsx';
import { FailureNote } from '../parts/failure-note.tsx';
import { CreationList } from './creation-list.tsx';
import styles from './goroutines-page.module.css';
import { GroupDetail } from './group-detail.tsx';
import { filterGroups, sortGroups } from './group-rows.ts';
import { GroupTable } from './group-table.tsx';
import { GroupingBar } from './grouping-bar.tsx';
import { groupsText } from './groups-text.ts';
import { StateDiagram } from './state-diagram.tsx';

/** Every goroutine, grouped. */
export function GoroutinesPage() {
  const [view] = useView('goroutines');
  const workspace = useWorkspace((all) => all);
  const question = useMemo(() => groupsQuestion(workspace, view.by), [workspace, view.by]);
  const { answer, failure, isStale } = useAnswer('groups', question);
  if (question === null)
    return <p className="quiet">No goroutine snapshot is open. Drop one to see its goroutines.</p>;
  if (failure !== null) return <FailureNote failure={failure} kind="groups" />;
  if (answer === undefined) return <p className="quiet">Grouping goroutines…</p>;
  return (
    <div className={styles.page} aria-busy={isStale}>
      <Groups answer={answer} />
    </div>
  );
}

function Groups({ answer }: { readonly answer: GoroutineGroups }) {
  const [view, choose] = useView('goroutines');
  const filter = useDeferredValue(view.filter);
  const workspace = useWorkspace((all) => all);
  const snapshots = useMemo(
    () => snapshotWindow(workspace).map((id) => workspace.documents[id].origin.name),
    [workspace],
  );
  const rows = useMemo(
    () => sortGroups(filterGroups(answer.groups, filter, view.showsSystem), view.sort, view.isReversed),
    [answer, filter, view.showsSystem, view.sort, view.isReversed],
  );
  const shown = useMemo(() => rows.reduce((sum, group) => sum + group.count, 0), [rows]);
  const selected = rows.find(({ key }) => key === view.selected);
  return (
    <>
      <div className={styles.top}>
        <div>
          <h1 className={styles.title}>
            {count(answer.total)} {answer.total === 1 ? 'goroutine' : 'goroutines'}
          </h1>
          <p className="quiet" role="status">
            {count(rows.length)} {rows.length === 1 ? 'group' : 'groups'}
            {shown === answer.total ? '' : `, ${count(shown)} goroutines shown`}
          </p>
        </div>
        <StateDiagram />
      </div>
      <GroupingBar labelKeys={answer.labelKeys}>
        <CopyButton
          text={() => groupsText(rows, snapshots, 'csv')}
          label="CSV"
          done={`Copied ${count(rows.length)} rows as CSV.`}
          ariaLabel="Copy as CSV"
        />
        <CopyButton
          text={() => groupsText(rows, snapshots, 'tsv')}
          label="TSV"
          done={`Copied ${count(rows.length)} rows as TSV.`}
          ariaLabel="Copy as TSV"
        />
      </GroupingBar>
      {view.layout === 'tree' ? (
        <CreationList />
      ) : (
        <div className={styles.columns} data-detail={selected === undefined ? 'closed' : 'open'}>
          <GroupTable
            groups={rows}
            snapshots={snapshots}
            selected={view.selected}
            isNarrow={selected !== undefined}
            onSelect={(key) => choose({ selected: key })}
            onOpen={(key) => choose({ selected: key }, 'step')}
          />
          {selected === undefined ? null : (
            <GroupDetail
              group={selected}
              onClose={() => choose({ selected: null })}
              onAddress={(address) => choose({ filter: address, selected: null }, 'step')}
            />
          )}
        </div>
      )}
    </>
  );
}
