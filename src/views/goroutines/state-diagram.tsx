import { useMemo } from 'react';
import { count } from '../../base/figures.ts';
import { snapshotWindow } from '../../state/queries.ts';
import { useAnswer } from '../hooks/use-answer.ts';
import { useView, useWorkspace } from '../hooks/use-store.ts';
import styles from './state-diagram.module.css';

/** The runtime's own names, for those who want them. */
const runtimeName: Readonly<Record<string, string>> = {
  runnable: '_Grunnable',
  running: '_Grunning',
  syscall: '_Gsyscall',
  waiting: '_Gwaiting',
  leaked: '_Gleaked',
};

/** created → runnable → running ⇄ waiting → dead: how many are where, and where they pile up. */
export function StateDiagram() {
  const workspace = useWorkspace((all) => all);
  const [, choose] = useView('goroutines');
  const question = useMemo(() => {
    const snapshots = snapshotWindow(workspace);
    return snapshots.length === 0 ? null : ({ snapshots: snapshots.slice(-1), by: 'wait' } as const);
  }, [workspace]);
  const { answer } = useAnswer('groups', question);
  if (answer === undefined || answer.total === 0) return null;
  const counts = new Map<string, number>();
  for (const group of answer.groups) {
    const state = runtimeName[group.state] === undefined ? 'other' : group.state;
    counts.set(state, (counts.get(state) ?? 0) + group.count);
  }
  const box = (state: string) => (
    <StateBox
      key={state}
      state={state}
      goroutines={counts.get(state) ?? 0}
      share={(counts.get(state) ?? 0) / answer.total}
      onClick={() => choose({ filter: state, selected: null }, 'step')}
    />
  );
  return (
    <ul className={styles.diagram} aria-label="Where the goroutines are">
      <li className={styles.end}>created</li>
      <Arrow text="→" />
      {box('runnable')}
      <Arrow text="→" />
      {box('running')}
      <Arrow text="⇄" />
      {box('waiting')}
      {counts.has('leaked') ? box('leaked') : null}
      {counts.has('syscall') ? box('syscall') : null}
      <Arrow text="→" />
      <li className={styles.end}>dead</li>
    </ul>
  );
}

function Arrow({ text }: { readonly text: string }) {
  return (
    <li aria-hidden="true" className={styles.arrow}>
      {text}
    </li>
  );
}

interface StateBoxProps {
  readonly state: string;
  readonly goroutines: number;
  readonly share: number;
  readonly onClick: () => void;
}

function StateBox({ state, goroutines, share, onClick }: StateBoxProps) {
  return (
    <li>
      <button
        type="button"
        className={styles.box}
        data-state={state}
        disabled={goroutines === 0}
        title={`${runtimeName[state]}: ${count(goroutines)} goroutines. Click to filter.`}
        onClick={onClick}
      >
        <span className={styles.bar} style={{ width: `${Math.round(share * 100)}%` }} />
        <b>{count(goroutines)}</b> {state}
      </button>
    </li>
  );
}
