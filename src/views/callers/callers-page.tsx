import { type CSSProperties, useMemo } from 'react';
import type { CallersAnswer } from '../../analysis/profile/answers.ts';
import { useAnswer } from '../hooks/use-answer.ts';
import { useView } from '../hooks/use-store.ts';
import { clipped } from '../parts/clipped.ts';
import { FunctionActions } from '../profile/function-actions.tsx';
import { ProfilePage } from '../profile/profile-page.tsx';
import { SaveMenu } from '../profile/save-menu.tsx';
import { useProfileQuestion } from '../profile/use-profile-question.ts';
import { deltaText, growthText, shareText, valueText } from '../profile/value-text.ts';
import { VirtualTable } from '../profile/virtual-table.tsx';
import { callColumns, peekColumns, peekRows } from './call-columns.ts';
import styles from './callers-page.module.css';
import { FunctionPicker } from './function-picker.tsx';
import { heaviestOf } from './heaviest.ts';

/** pprof's peek: one function, who calls it, what it calls. */
export function CallersPage() {
  const [view, choose] = useView('callers');
  const { subject, question } = useProfileQuestion();
  const top = useAnswer('top', question);
  const names = useMemo(() => (top.answer === undefined ? [] : heaviestOf(top.answer)), [top.answer]);
  const wanted = view.function ?? names[0] ?? null;
  const asked = useMemo(
    () => (question === null || wanted === null ? null : { ...question, function: wanted }),
    [question, wanted],
  );
  const { answer, failure, isStale } = useAnswer('callers', asked);
  const isCompared = question !== null && question.base !== null;
  const peek = useMemo(() => (answer === undefined ? [] : peekRows(answer)), [answer]);
  const table =
    answer === undefined
      ? undefined
      : { columns: peekColumns(answer, peek, isCompared), length: peek.length };
  const isEmpty = top.answer !== undefined && top.answer.length === 0;
  return (
    <ProfilePage
      title="Callers"
      subject={subject}
      kind="callers"
      failure={failure ?? top.failure}
      totals={isEmpty ? top.answer : answer}
      isCompared={isCompared}
      isStale={isStale}
      bar={
        <>
          <FunctionPicker
            names={names}
            value={clipped(wanted ?? '')}
            onPick={(name) => choose({ function: name }, 'step')}
          />
          <span className="spacer" />
          <SaveMenu question={question} name="callers" table={table} />
        </>
      }
    >
      {isEmpty ? <p className="quiet">No sample is left. Loosen the filters.</p> : null}
      {answer === undefined || isEmpty ? null : answer.name === '' ? (
        <p className="quiet">No function that is left is called {clipped(wanted ?? '')}.</p>
      ) : (
        <Peek answer={answer} isCompared={isCompared} onPick={(name) => choose({ function: name }, 'step')} />
      )}
    </ProfilePage>
  );
}

/** Head line, table head and rows. */
function tableCss(rows: number): string {
  return `${24 + 28 + Math.max(2, rows) * 26}px`;
}

interface PeekProps {
  readonly answer: CallersAnswer;
  readonly isCompared: boolean;
  readonly onPick: (name: string) => void;
}

function Peek({ answer, isCompared, onPick }: PeekProps) {
  const { callers, callees } = answer;
  return (
    <div
      className={styles.peek}
      style={
        { '--callers': tableCss(callers.length), '--callees': tableCss(callees.length) } as CSSProperties
      }
    >
      <section className={styles.side} aria-label="Callers">
        <h2 className={styles.head}>Called by</h2>
        <VirtualTable
          label="Callers"
          columns={callColumns(answer, callers, isCompared)}
          length={callers.length}
          rowKey={(row) => row}
          selected={-1}
          onSelect={(row) => onPick(callers[row].name)}
          empty="Nothing calls it: it stands at the root of its stacks."
        />
      </section>
      <Middle answer={answer} isCompared={isCompared} />
      <section className={styles.side} aria-label="Callees">
        <h2 className={styles.head}>Calls</h2>
        <VirtualTable
          label="Callees"
          columns={callColumns(answer, callees, isCompared)}
          length={callees.length}
          rowKey={(row) => row}
          selected={-1}
          onSelect={(row) => onPick(callees[row].name)}
          empty="It calls nothing: all it weighs is its own."
        />
      </section>
    </div>
  );
}

function Middle({ answer, isCompared }: { readonly answer: CallersAnswer; readonly isCompared: boolean }) {
  const { unit } = answer.valueType;
  return (
    <section className={styles.middle} aria-label="Function">
      <p className={styles.name}>
        {clipped(answer.name)} <span className={styles.file}>{clipped(answer.file)}</span>
      </p>
      <p className={styles.figures}>
        {(['cum', 'flat'] as const).map((key) => {
          const { before, after } = answer[key];
          const direction = Math.sign(after - before);
          return (
            <span key={key}>
              <span className="quiet">{key}</span>{' '}
              {isCompared
                ? `${valueText(before, unit)} → ${valueText(after, unit)} `
                : `${valueText(after, unit)} · ${shareText(after, answer.grandTotal)}`}
              {isCompared ? (
                <b data-direction={direction}>
                  {deltaText(after - before, unit)} {direction === 0 ? '' : `(${growthText(before, after)})`}
                </b>
              ) : null}
            </span>
          );
        })}
        <span className="spacer" />
        <FunctionActions name={answer.name} />
      </p>
    </section>
  );
}
