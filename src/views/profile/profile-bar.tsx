import { useState } from 'react';
import type { Granularity } from '../../analysis/profile/question.ts';
import { canShow, fileGroupTitle } from '../../state/file-group.ts';
import { membersOf, openGroups, withMark } from '../../state/workspace.ts';
import { useApp } from '../hooks/app-context.ts';
import { useView, useWholeView, useWorkspace } from '../hooks/use-store.ts';
import type { Subject } from '../hooks/use-subject.ts';
import { FilterFields, filtersInUse } from './filter-fields.tsx';
import styles from './profile-bar.module.css';

interface ProfileBarProps {
  readonly subject: Subject;
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
export function ProfileBar({ subject }: ProfileBarProps) {
  const [view, choose] = useView('profile');
  const [isOpen, open] = useState(false);
  const used = filtersInUse(view);
  const types = subject.current.valueTypes;
  const hidesRuntime = view.hideCategories.includes('runtime');
  const rest = view.hideCategories.filter((one) => one !== 'runtime');
  return (
    <>
      <FileChoices subject={subject} />
      {types.length > 1 ? (
        <select
          className="field"
          aria-label="Sample type"
          title="Sample type (pprof: sample_index)"
          value={view.valueType || types[subject.current.defaultValueType]?.type}
          onChange={(event) => choose({ valueType: event.target.value }, 'step')}
        >
          {types.map(({ type }) => (
            <option key={type}>{type}</option>
          ))}
        </select>
      ) : null}
      <select
        className="field"
        aria-label="Granularity"
        title="One row or box per function, file, line, address or package"
        value={view.granularity}
        onChange={(event) => choose({ granularity: event.target.value as Granularity }, 'step')}
      >
        {granularities.map((one) => (
          <option key={one}>{one}</option>
        ))}
      </select>
      <button type="button" className="btn" aria-expanded={isOpen} onClick={() => open(!isOpen)}>
        focus, ignore…{used === 0 ? '' : ` (${used})`}
      </button>
      <button
        type="button"
        className="btn"
        aria-pressed={hidesRuntime}
        onClick={() => choose({ hideCategories: hidesRuntime ? rest : [...rest, 'runtime'].sort() }, 'step')}
      >
        hide runtime
      </button>
      {isOpen ? <FilterFields onClose={() => open(false)} /> : null}
    </>
  );
}

function FileChoices({ subject }: { readonly subject: Subject }) {
  const app = useApp();
  const workspace = useWorkspace((all) => all);
  const { page } = useWholeView();
  const [view, choose] = useView('profile');
  const { members, current } = subject;
  const base = view.compares ? (subject.base?.id ?? '') : '';
  const setBase = (id: string): void => {
    if (id !== '') app.edit((all) => withMark(all, id, 'base'));
    choose({ compares: id !== '' }, 'step');
  };
  const setCurrent = (id: string): void => {
    const group = openGroups(workspace).find((one) => membersOf(workspace, one).some((doc) => doc.id === id));
    app.edit((all) => withMark(all, id, 'current'));
    if (group !== undefined && group !== subject.group) app.chooseGroup(group);
  };
  const groups = openGroups(workspace).filter((group) => canShow(page, group));
  return (
    <>
      <select
        className={`field ${styles.file}`}
        aria-label="Profile"
        value={current.id}
        onChange={(event) => setCurrent(event.target.value)}
      >
        {groups.map((group) => (
          <optgroup key={group} label={fileGroupTitle[group]}>
            {membersOf(workspace, group).map(({ id, origin }) => (
              <option key={id} value={id}>
                {origin.name}
              </option>
            ))}
          </optgroup>
        ))}
      </select>
      {members.length > 1 ? (
        <label className={styles.check}>
          against
          <select
            className={`field ${styles.file}`}
            aria-label="Base"
            value={base}
            onChange={(event) => setBase(event.target.value)}
          >
            <option value="">nothing</option>
            {members
              .filter(({ id }) => id !== current.id)
              .map(({ id, origin }) => (
                <option key={id} value={id}>
                  {origin.name}
                </option>
              ))}
          </select>
        </label>
      ) : null}
    </>
  );
}
