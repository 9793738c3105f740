import type { ReactNode } from 'react';
import type { GroupBy } from '../../analysis/goroutine-groups.ts';
import { useView } from '../hooks/use-store.ts';
import styles from './goroutines-page.module.css';

interface GroupingBarProps {
  readonly labelKeys: readonly string[];
  readonly children: ReactNode;
}

const fixed: readonly { readonly by: GroupBy; readonly title: string }[] = [
  { by: 'stack', title: 'stack' },
  { by: 'function', title: 'your function' },
  { by: 'creator', title: 'creator' },
  { by: 'wait', title: 'wait' },
  { by: 'package', title: 'package' },
];

/** How to group, what to show. */
export function GroupingBar({ labelKeys, children }: GroupingBarProps) {
  const [view, choose] = useView('goroutines');
  const isTree = view.layout === 'tree';
  return (
    <div className={styles.bar}>
      <button
        type="button"
        className="btn"
        aria-pressed={isTree}
        onClick={() => choose({ layout: isTree ? 'table' : 'tree' }, 'step')}
      >
        Who created whom
      </button>
      <label className={styles.check}>
        Group by
        <select
          className="field"
          value={view.by}
          onChange={(event) => choose({ by: event.target.value as GroupBy, selected: null }, 'step')}
        >
          {fixed.map(({ by, title }) => (
            <option key={by} value={by}>
              {title}
            </option>
          ))}
          {labelKeys.map((key) => (
            <option key={key} value={`label:${key}`}>
              label {key}
            </option>
          ))}
        </select>
      </label>
      <input
        className={`field ${styles.filter}`}
        type="search"
        data-search
        aria-label="Filter goroutines"
        aria-keyshortcuts="/"
        placeholder="Filter: function, wait, label, address  ( / )"
        value={view.filter}
        onChange={(event) => choose({ filter: event.target.value })}
      />
      <label className={styles.check}>
        <input
          type="checkbox"
          checked={view.showsSystem}
          onChange={(event) => choose({ showsSystem: event.target.checked })}
        />
        the runtime’s own
      </label>
      <span className="spacer" />
      {children}
    </div>
  );
}
