import { useMemo } from 'react';
import type { OvertimeAnswer, OvertimeLine, OvertimeQuestion } from '../../analysis/profile/answers.ts';
import { count } from '../../base/figures.ts';
import { profileWindow } from '../../state/profile-query.ts';
import { overtimeLists } from '../../state/views/overtime.ts';
import { useDrawTheme } from '../canvas/use-draw-theme.ts';
import { useAnswer } from '../hooks/use-answer.ts';
import { useView } from '../hooks/use-store.ts';
import { FunctionActions } from '../profile/function-actions.tsx';
import { ProfilePage } from '../profile/profile-page.tsx';
import { SaveMenu } from '../profile/save-menu.tsx';
import { useProfileQuestion } from '../profile/use-profile-question.ts';
import { type Column, VirtualTable } from '../profile/virtual-table.tsx';
import { lineColors } from './line-colors.ts';
import { lineColumns, memColumns } from './line-columns.tsx';
import styles from './overtime-page.module.css';
import { StackChart } from './stack-chart.tsx';

const maxLines = 40;

/** What each function holds from profile to profile, and what only ever grows. */
export function OvertimePage() {
  const [view, choose] = useView('overtime');
  const { subject, question } = useProfileQuestion();
  const asked = useMemo((): OvertimeQuestion | null => {
    if (question === null || subject === null) return null;
    const docs = profileWindow(subject.members, subject.current, subject.base).map(({ id }) => id);
    return { ...question, docs, doc: docs[docs.length - 1], base: null, maxLines };
  }, [question, subject]);
  const { answer, failure, isStale } = useAnswer('overtime', asked);
  const theme = useDrawTheme();
  const colors = useMemo(() => lineColors(answer?.lines ?? [], theme), [answer, theme]);
  const list = view.list === 'memstats' && answer?.memStats.length === 0 ? 'growth' : view.list;
  const lines = list === 'retained' ? (answer?.retained ?? []) : (answer?.lines ?? []);
  const columns = useMemo((): Column[] => {
    if (answer === undefined) return [];
    if (list === 'memstats') return memColumns(answer);
    const colorOf = new Map(answer.lines.map(({ name }, at) => [name, colors.lines[at]]));
    return lineColumns(answer, lines, ({ name }) => colorOf.get(name) ?? null);
  }, [answer, list, lines, colors]);
  const length = list === 'memstats' ? (answer?.memStats.length ?? 0) : lines.length;
  return (
    <ProfilePage
      title="Over time"
      subject={subject}
      kind="overtime"
      failure={failure}
      totals={answer === undefined ? undefined : { warnings: answer.warnings, command: null }}
      isCompared={false}
      isStale={isStale}
    >
      {answer === undefined ? null : (
        <>
          <Headline answer={answer} />
          <StackChart
            answer={answer}
            colors={colors}
            selected={view.selected}
            onSelect={(selected) => choose({ selected, list: 'growth' })}
          />
          <div className={styles.bar}>
            <Lists answer={answer} list={list} />
            <span className="spacer" />
            {view.selected === null || list === 'memstats' ? null : <FunctionActions name={view.selected} />}
            <SaveMenu question={question} name={`over-time-${list}`} table={{ columns, length }} />
          </div>
          <div className={styles.table}>
            <VirtualTable
              label="Over time"
              columns={columns}
              length={length}
              rowKey={(row) => `${list} ${row}`}
              selected={list === 'memstats' ? -1 : indexOf(lines, view.selected)}
              onSelect={(row) => {
                if (list !== 'memstats') choose({ selected: lines[row].name });
              }}
              empty={emptyText(list, answer)}
            />
          </div>
        </>
      )}
    </ProfilePage>
  );
}

function indexOf(lines: readonly OvertimeLine[], selected: string | null): number {
  return selected === null ? -1 : lines.findIndex(({ name }) => name === selected);
}

function emptyText(list: string, { profiles }: OvertimeAnswer): string {
  if (list !== 'retained') return 'No sample is left. Loosen the filters.';
  return profiles.length < 3
    ? 'It takes three profiles or more to say what only ever gains.'
    : 'No function only ever gained.';
}

function Headline({ answer }: { readonly answer: OvertimeAnswer }) {
  const { profiles, valueType } = answer;
  if (profiles.length < 2)
    return (
      <p className="quiet">
        One profile is a moment. Drop more of the same kind to see what grows; the two marks choose from where
        to where.
      </p>
    );
  return (
    <p className="quiet">
      {valueType.type} of {count(profiles.length)} profiles, {profiles[0].name} to{' '}
      {profiles[profiles.length - 1].name}: warm grew, cool did not. Marks A and B choose from where to where.
    </p>
  );
}

const titles = { growth: 'By growth', retained: 'Only ever gained', memstats: 'MemStats' } as const;

function Lists({ answer, list }: { readonly answer: OvertimeAnswer; readonly list: string }) {
  const [, choose] = useView('overtime');
  const shown = overtimeLists.filter((one) => one !== 'memstats' || answer.memStats.length > 0);
  return (
    <fieldset className={styles.lists} aria-label="Table">
      {shown.map((one) => (
        <button
          key={one}
          type="button"
          className="btn"
          aria-pressed={list === one}
          onClick={() => choose({ list: one }, 'step')}
        >
          {titles[one]}
          {one === 'retained' && answer.retained.length > 0 ? ` (${count(answer.retained.length)})` : ''}
        </button>
      ))}
    </fieldset>
  );
}
