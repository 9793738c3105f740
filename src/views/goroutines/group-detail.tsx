import type { GoroutineGroup, SharedAddress } from '../../analysis/goroutine-groups.ts';
import { functionOf } from '../../analysis/groups/pick-groups.ts';
import { count, minutes } from '../../base/figures.ts';
import { snapshotWindow } from '../../state/queries.ts';
import { membersOf, timeOf } from '../../state/workspace.ts';
import { useApp } from '../hooks/app-context.ts';
import { useWorkspace } from '../hooks/use-store.ts';
import { clipped } from '../parts/clipped.ts';
import { CopyButton } from '../parts/copy-button.tsx';
import { GrowthChart } from '../parts/growth-chart.tsx';
import { StackLines } from '../parts/stack-lines.tsx';
import styles from './goroutines-page.module.css';

interface GroupDetailProps {
  readonly group: GoroutineGroup;
  readonly onClose: () => void;
  readonly onAddress: (address: string) => void;
}

const shownIds = 120;

/** The whole stack of a group, its goroutines, and what they wait for together. */
export function GroupDetail({ group, onClose, onAddress }: GroupDetailProps) {
  const app = useApp();
  const times = useWorkspaceTimes();
  const wait = group.waitMinutes;
  return (
    <section className={styles.detail} aria-label={`Group: ${clipped(group.title)}`}>
      <div className={styles.detailHead}>
        <h2>{clipped(functionOf(group))}</h2>
        <button type="button" className="btn quiet" aria-label="Close the detail" onClick={onClose}>
          ✕
        </button>
      </div>
      <p className="quiet">
        {count(group.count)} {group.count === 1 ? 'goroutine' : 'goroutines'}, {group.wait ?? group.state}
        {group.isWaitInferred ? ' (inferred from the stack)' : ''}
        {wait === null
          ? ''
          : wait.min === wait.max
            ? `, for ≥ ${minutes(wait.max)}`
            : `, for ${minutes(wait.min)} to ${minutes(wait.max)}`}
        {group.lockedToThread > 0 ? `, ${count(group.lockedToThread)} locked to a thread` : ''}
      </p>
      {group.benign === null ? null : <p>{group.benign}</p>}
      <h3>{group.stacks > 1 ? `The most common of ${count(group.stacks)} stacks` : 'Stack'}</h3>
      <StackLines stack={group.stack} createdBy={group.createdBy} />
      {group.counts.length > 1 ? (
        <>
          <h3>Over the snapshots</h3>
          <GrowthChart
            counts={group.counts}
            times={times}
            isWarm={(group.counts.at(-1) ?? 0) > group.counts[0]}
          />
        </>
      ) : null}
      <Addresses addresses={group.addresses} onAddress={onAddress} />
      <Ids ids={group.ids} />
      <h3>More</h3>
      <div className={styles.bar}>
        <button
          type="button"
          className="btn"
          onClick={() => app.go('flame', { flame: { search: functionOf(group), zoom: null } }, 'goroutine')}
        >
          Flame graph
        </button>
        <CopyButton
          text={() => group.stack.map((line) => `${line.function}\n\t${line.file}:${line.line}`).join('\n')}
          label="Copy the stack"
        />
      </div>
    </section>
  );
}

function useWorkspaceTimes(): readonly (number | null)[] {
  const workspace = useWorkspace((all) => all);
  return snapshotWindow(workspace).map((id) => timeOf(workspace, workspace.documents[id]));
}

const what: { readonly [W in SharedAddress['what']]: string } = {
  mutex: 'mutex',
  rwmutex: 'RWMutex',
  waitgroup: 'WaitGroup',
  cond: 'Cond',
  channel: 'channel',
};

interface AddressesProps {
  readonly addresses: readonly SharedAddress[];
  readonly onAddress: (address: string) => void;
}

function Addresses({ addresses, onAddress }: AddressesProps) {
  if (addresses.length === 0) return null;
  return (
    <>
      <h3>Waits on</h3>
      <ul>
        {addresses.slice(0, 40).map((shared) => (
          <li key={`${shared.what} ${shared.address}`}>
            <button type="button" className={styles.link} onClick={() => onAddress(shared.address)}>
              {shared.address}
            </button>{' '}
            {what[shared.what]}
            {shared.isExact ? '' : ' (a guess: the register may be stale)'}, {count(shared.waiters)}{' '}
            {shared.waiters === 1 ? 'goroutine' : 'goroutines'}
          </li>
        ))}
      </ul>
      {addresses.length > 40 ? <p className="quiet">and {count(addresses.length - 40)} more</p> : null}
    </>
  );
}

function Ids({ ids }: { readonly ids: readonly number[] | null }) {
  const app = useApp();
  const hasTrace = useWorkspace((all) => membersOf(all, 'trace').length > 0);
  if (ids === null || ids.length === 0) return null;
  const shown = ids.slice(0, shownIds);
  return (
    <>
      <h3>Goroutine ids</h3>
      {hasTrace ? (
        <p className={styles.ids}>
          {shown.map((id) => (
            <button
              key={id}
              type="button"
              className={styles.link}
              title={`Goroutine ${id} in the trace`}
              onClick={() => app.go('timeline', { timeline: { tab: 'lanes', search: `#${id}` } }, 'trace')}
            >
              {id}
            </button>
          ))}
        </p>
      ) : (
        <p className={styles.ids}>{shown.join(' ')}</p>
      )}
      {ids.length > shownIds ? <p className="quiet">and {count(ids.length - shownIds)} more</p> : null}
      {ids.length > 1 ? (
        <CopyButton text={() => ids.join('\n')} label={`Copy ${count(ids.length)} ids`} />
      ) : null}
    </>
  );
}
