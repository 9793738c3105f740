import { type ReactNode, useState } from 'react';
import type { Granularity } from '../../analysis/profile/question.ts';
import { fileGroupTitle } from '../../state/file-group.ts';
import { withMark } from '../../state/workspace.ts';
import { useApp } from '../hooks/app-context.ts';
import { useView } from '../hooks/use-store.ts';
import type { Subject } from '../hooks/use-subject.ts';
import { FilterFields, filtersInUse } from './filter-fields.tsx';
import styles from './profile-bar.module.css';

interface ProfileBarProps {
  readonly subject: Subject;
  readonly children?: ReactNode;
}

const granularities: readonly Granularity[] = [
  'functions',
  'filefunctions',
  'files',
  'lines',
  'addresses',
  'packages',
];

/** What is measured, against what, and by which frames: the same on every page of a profile. */
export function ProfileBar({ subject, children }: ProfileBarProps) {
  const [view, choose] = useView('profile');
  const [isOpen, open] = useState(false);
  const used = filtersInUse(view);
  const types = subject.current.valueTypes;
  return (
    <>
      <div className={styles.bar}>
        <FileChoices subject={subject} />
        {types.length > 1 ? (
          <label className={styles.check}>
            Sample
            <select
              className="field"
              value={view.valueType || types[subject.current.defaultValueType]?.type}
              onChange={(event) => choose({ valueType: event.target.value }, 'step')}
            >
              {types.map(({ type }) => (
                <option key={type}>{type}</option>
              ))}
            </select>
          </label>
        ) : null}
        <label className={styles.check}>
          By
          <select
            className="field"
            value={view.granularity}
            onChange={(event) => choose({ granularity: event.target.value as Granularity }, 'step')}
          >
            {granularities.map((one) => (
              <option key={one}>{one}</option>
            ))}
          </select>
        </label>
        <button type="button" className="btn" aria-expanded={isOpen} onClick={() => open(!isOpen)}>
          Filters{used === 0 ? '' : ` (${used})`}
        </button>
        <span className="spacer" />
        {children}
      </div>
      {isOpen ? <FilterFields /> : null}
    </>
  );
}

function FileChoices({ subject }: { readonly subject: Subject }) {
  const app = useApp();
  const [view, choose] = useView('profile');
  const { members, current } = subject;
  const base = view.compares ? (subject.base?.id ?? '') : '';
  const setBase = (id: string): void => {
    if (id !== '') app.edit((workspace) => withMark(workspace, id, 'base'));
    choose({ compares: id !== '' }, 'step');
  };
  return (
    <>
      <label className={styles.check}>
        {fileGroupTitle[subject.group]}
        <select
          className="field"
          value={current.id}
          onChange={(event) => app.edit((workspace) => withMark(workspace, event.target.value, 'current'))}
        >
          {members.map(({ id, origin }) => (
            <option key={id} value={id}>
              {origin.name}
            </option>
          ))}
        </select>
      </label>
      <label className={styles.check}>
        Base
        <select className="field" value={base} onChange={(event) => setBase(event.target.value)}>
          <option value="">none</option>
          {members
            .filter(({ id }) => id !== current.id)
            .map(({ id, origin }) => (
              <option key={id} value={id}>
                {origin.name}
              </option>
            ))}
        </select>
      </label>
    </>
  );
}
