import type { StateDiagram } from '../../../analysis/timeline/figure-questions.ts';
import { count } from '../../../base/figures.ts';
import { useAnswer } from '../../hooks/use-answer.ts';
import { useView } from '../../hooks/use-store.ts';
import styles from './trace-states.module.css';

interface TraceStatesProps {
  readonly doc: string;
  readonly fromNs: number;
  readonly toNs: number;
}

/** The runtime's own picture: where goroutines are at the end of a window, and how often they went from state to state. */
export function TraceStates({ doc, fromNs, toNs }: TraceStatesProps) {
  const { answer } = useAnswer('stateDiagram', { doc, fromNs, toNs });
  if (answer === undefined) return null;
  return (
    <ul className={styles.diagram} aria-label="Where the goroutines are at the end">
      <li>
        <b>{count(answer.created)}</b> created
      </li>
      <Flow diagram={answer} there="created>runnable" />
      <State name="runnable" runtimeName="_Grunnable" n={answer.runnable} />
      <Flow diagram={answer} there="runnable>running" back="running>runnable" />
      <State name="running" runtimeName="_Grunning" n={answer.running} />
      <Flow diagram={answer} there="running>waiting" />
      <State name="waiting" runtimeName="_Gwaiting" n={answer.waiting} parked={answer.parked} />
      <Flow diagram={answer} there="running>syscall" back="syscall>running" />
      <State name="syscall" runtimeName="_Gsyscall" n={answer.syscall} />
      <Flow diagram={answer} there="running>dead" />
      <li>
        <b>{count(answer.dead)}</b> ended
      </li>
    </ul>
  );
}

interface StateProps {
  readonly name: string;
  readonly runtimeName: string;
  readonly n: number;
  readonly parked?: number;
}

function State({ name, runtimeName, n, parked = 0 }: StateProps) {
  const [, choose] = useView('timeline');
  const show = (search: string): void =>
    choose({ tab: 'lanes', lanes: 'goroutine', search, showsTable: false }, 'step');
  return (
    <li className={styles.state} data-state={name}>
      <button
        type="button"
        className={styles.box}
        disabled={n === 0}
        title={runtimeName}
        onClick={() => show(`state:${name}`)}
      >
        <b>{count(n)}</b> {name}
      </button>
      {parked > 0 ? (
        <button type="button" className={styles.parked} onClick={() => show('parked')}>
          {count(parked)} never woken
        </button>
      ) : null}
    </li>
  );
}

interface FlowProps {
  readonly diagram: StateDiagram;
  readonly there: string;
  readonly back?: string;
}

function Flow({ diagram, there, back }: FlowProps) {
  const forth = diagram.flows[there] ?? 0;
  const home = back === undefined ? 0 : (diagram.flows[back] ?? 0);
  const words = there.replace('>', ' to ');
  return (
    <li className={styles.flow} title={`${count(forth)} times from ${words}`}>
      <span>{count(forth)} →</span>
      {back === undefined ? null : <span>← {count(home)}</span>}
    </li>
  );
}
