import { useDeferredValue, useMemo } from 'react';
import type { GoroutineGroups } from '../../analysis/goroutine-groups.ts';
import { count } from '../../base/figures.ts';
import { groupsQuestion, snapshotWindow } from '../../state/queries.ts';
import { useApp } from '../hooks/app-context.ts';
import { useAnswer } from '../hooks/use-answer.ts';
import { useView, useWorkspace } from '../hooks/use-store.ts';
import { CopyButton } from '../parts/copy-button.tsx';
import { FailureNote } from '../parts/failure-note.tsx';
import { CreationList } from './creation-list.tsx';
import styles from './goroutines-page.module.css';
import { GroupDetail } from './group-detail.tsx';
import { GroupTable } from './group-table.tsx';
import { GroupingBar } from './grouping-bar.tsx';
import { groupsText } from './groups-text.ts';
import { StateDiagram } from './state-diagram.tsx';

/** Every goroutine, grouped. */
export function GoroutinesPage() {
  const [view] = useView('goroutines');
  const workspace = useWorkspace((all) => all);
  const filter = useDeferredValue(view.filter);
  const question = useMemo(() => groupsQuestion(workspace, { ...view, filter }), [workspace, view, filter]);
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
  const app = useApp();
  const [view, choose] = useView('goroutines');
  const workspace = useWorkspace((all) => all);
  const snapshots = useMemo(
    () => snapshotWindow(workspace).map((id) => workspace.documents[id].origin.name),
    [workspace],
  );
  const { groups: rows, matched } = answer;
  const copied = async (form: 'csv' | 'tsv'): Promise<string> => {
    const question = groupsQuestion(workspace, view);
    if (question?.pick === undefined) return '';
    const pick = { ...question.pick, limit: Number.MAX_SAFE_INTEGER, keep: null };
    const all = await app.answers.once('groups', { ...question, pick });
    return groupsText(all.groups, snapshots, form);
  };
  const selected = rows.find(({ key }) => key === view.selected);
  return (
    <>
      <div className={styles.top}>
        <div>
          <h1 className={styles.title}>
            {count(answer.total)} {answer.total === 1 ? 'goroutine' : 'goroutines'}
          </h1>
          <p className="quiet" role="status">
            {count(matched.groups)} {matched.groups === 1 ? 'group' : 'groups'}
            {matched.goroutines === answer.total ? '' : `, ${count(matched.goroutines)} goroutines`}
            {matched.groups > rows.length
              ? `; the first ${count(rows.length)} are listed: filter for others`
              : ''}
          </p>
        </div>
        <StateDiagram />
      </div>
      <GroupingBar labelKeys={answer.labelKeys}>
        <CopyButton
          text={() => copied('csv')}
          label="CSV"
          done={`Copied ${count(matched.groups)} rows as CSV.`}
          ariaLabel="Copy as CSV"
        />
        <CopyButton
          text={() => copied('tsv')}
          label="TSV"
          done={`Copied ${count(matched.groups)} rows as TSV.`}
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
