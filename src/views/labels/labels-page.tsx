import { useMemo } from 'react';
import type { LabelKey, LabelsAnswer } from '../../analysis/profile/answers.ts';
import { count } from '../../base/figures.ts';
import { useApp } from '../hooks/app-context.ts';
import { useAnswer } from '../hooks/use-answer.ts';
import { useView } from '../hooks/use-store.ts';
import { clipped } from '../parts/clipped.ts';
import { ProfilePage } from '../profile/profile-page.tsx';
import { SaveMenu } from '../profile/save-menu.tsx';
import { useProfileQuestion } from '../profile/use-profile-question.ts';
import { shareText, valueText } from '../profile/value-text.ts';
import { VirtualTable } from '../profile/virtual-table.tsx';
import { labelColumns } from './label-columns.tsx';
import styles from './labels-page.module.css';

/** Weights by label: what pprof calls tags. */
export function LabelsPage() {
  const [view] = useView('labels');
  const { subject, question } = useProfileQuestion();
  const { answer, failure, isStale } = useAnswer('labels', question);
  const isCompared = question !== null && question.base !== null;
  const key = answer?.keys.find((one) => one.key === view.key) ?? answer?.keys[0];
  const columns = useMemo(
    () => (answer === undefined || key === undefined ? [] : labelColumns(answer, key, isCompared)),
    [answer, key, isCompared],
  );
  return (
    <ProfilePage
      title="Labels"
      subject={subject}
      kind="labels"
      failure={failure}
      totals={answer}
      isCompared={isCompared}
      isStale={isStale}
      bar={
        key === undefined ? undefined : (
          <>
            <LabelActions labelKey={key} />
            <span className="spacer" />
            <SaveMenu
              question={question}
              name={`labels-${key.key}`}
              table={{ columns, length: key.values.length }}
            />
          </>
        )
      }
    >
      {answer === undefined ? null : key === undefined ? (
        <NoLabels />
      ) : (
        <div className={styles.columns}>
          <KeyList answer={answer} chosen={key.key} />
          <ValueTable labelKey={key} columns={columns} />
        </div>
      )}
    </ProfilePage>
  );
}

function NoLabels() {
  const [{ tagFocus }, choose] = useView('profile');
  if (tagFocus !== '')
    return (
      <p className={styles.hint}>
        No sample with a label matches tagfocus <code>{clipped(tagFocus)}</code>
        <button type="button" className="btn" onClick={() => choose({ tagFocus: '' }, 'step')}>
          Clear
        </button>
      </p>
    );
  return (
    <p className="quiet">
      No sample that is left has a label. Programs set them with <code>pprof.Do</code> and{' '}
      <code>pprof.Labels</code>; heap profiles carry the size of their objects as <code>bytes</code>.
    </p>
  );
}

/** What can be done with a key as a whole. */
function LabelActions({ labelKey: { key } }: { readonly labelKey: LabelKey }) {
  const app = useApp();
  const frames = (choices: { readonly tagRoot?: string; readonly tagLeaf?: string }): void =>
    app.go('flame', {
      profile: choices,
      flame: { shape: 'callees', zoom: null, window: null, selected: null },
    });
  return (
    <>
      <span className="quiet">
        <b>{clipped(key)}</b> as frames of the flame graph:
      </span>
      <button type="button" className="btn" title="pprof: tagroot" onClick={() => frames({ tagRoot: key })}>
        above the roots
      </button>
      <button type="button" className="btn" title="pprof: tagleaf" onClick={() => frames({ tagLeaf: key })}>
        below the leaves
      </button>
    </>
  );
}

function KeyList({ answer, chosen }: { readonly answer: LabelsAnswer; readonly chosen: string }) {
  const [, choose] = useView('labels');
  const { unit } = answer.valueType;
  return (
    <nav className={styles.keys} aria-label="Label keys">
      <ul>
        {answer.keys.map(({ key, weight, values }) => (
          <li key={key}>
            <button
              type="button"
              className={styles.key}
              aria-current={key === chosen}
              onClick={() => choose({ key }, 'step')}
            >
              <span className={styles.keyName}>{clipped(key)}</span>
              <span>{valueText(weight.after, unit)}</span>
              <span className="quiet">
                {count(values.length)} {values.length === 1 ? 'value' : 'values'} ·{' '}
                {shareText(weight.after, answer.after)}
              </span>
            </button>
          </li>
        ))}
      </ul>
      <p className={styles.rest}>
        without any label: {valueText(answer.unlabelled.after, unit)} ·{' '}
        {shareText(answer.unlabelled.after, answer.after)}
      </p>
    </nav>
  );
}

interface ValueTableProps {
  readonly labelKey: LabelKey;
  readonly columns: ReturnType<typeof labelColumns>;
}

function ValueTable({ labelKey, columns }: ValueTableProps) {
  const [profile, choose] = useView('profile');
  const { key, values } = labelKey;
  const selected = values.findIndex(({ tagFocus }) => tagFocus === profile.tagFocus);
  const toggle = (row: number): void =>
    choose({ tagFocus: row === selected ? '' : values[row].tagFocus }, 'step');
  return (
    <section className={styles.values} aria-label={`Values of ${key}`}>
      <p className={styles.hint}>
        {profile.tagFocus === '' ? (
          <span className="quiet">Click a value to keep only its samples, on every page.</span>
        ) : (
          <>
            tagfocus <code>{clipped(profile.tagFocus)}</code>
            <button type="button" className="btn quiet" onClick={() => choose({ tagFocus: '' }, 'step')}>
              Clear
            </button>
          </>
        )}
      </p>
      <VirtualTable
        label="Label values"
        columns={columns}
        length={values.length}
        rowKey={(row) => values[row].text}
        selected={selected}
        onSelect={toggle}
      />
    </section>
  );
}
