import type { Failure, QueryKind } from '../../state/asked.ts';
import { useWholeView } from '../hooks/use-store.ts';
import { CopyButton } from './copy-button.tsx';
import styles from './failure-note.module.css';

interface FailureNoteProps {
  readonly failure: Failure;
  readonly kind: QueryKind;
}

/** Why there is no answer: what to change in the question, or, if the mistake is ours, what to report. */
export function FailureNote({ failure, kind }: FailureNoteProps) {
  const view = useWholeView();
  const isOurs = failure.kind === 'bug';
  const report = (): string => JSON.stringify({ kind, failure, view }, null, 2);
  return (
    <section className={styles.note} role="alert">
      <h1>{isOurs ? 'This question could not be answered. That is our mistake.' : 'No answer'}</h1>
      <p>{failure.text}</p>
      {isOurs ? (
        <p>
          Please report it: <CopyButton text={report} label="Copy the report" />
        </p>
      ) : null}
    </section>
  );
}
