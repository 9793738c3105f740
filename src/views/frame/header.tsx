import { useState } from 'react';
import { canShow, type FileGroup } from '../../state/file-group.ts';
import type { Page } from '../../state/pages.ts';
import { openGroups } from '../../state/workspace.ts';
import { useApp } from '../hooks/app-context.ts';
import { useWholeView, useWorkspace } from '../hooks/use-store.ts';
import { CopyMarkdown } from '../leaks/copy-markdown.tsx';
import { useFindingCount } from '../leaks/use-leaks.ts';
import { navigationEntries } from '../pages.ts';
import styles from './header.module.css';
import { storedTheme, storeTheme, type Theme, themes } from './theme.ts';

interface HeaderProps {
  readonly onKeys: () => void;
  readonly onFiles: () => void;
  readonly showsFiles: boolean;
}

export function Header({ onKeys, onFiles, showsFiles }: HeaderProps) {
  const app = useApp();
  const { page } = useWholeView();
  const workspace = useWorkspace((all) => all);
  const groups = openGroups(workspace);
  const isOpen = groups.length > 0;
  const entries = navigationEntries.filter((entry) => isUseful(entry.page, groups) || entry.page === page);
  return (
    <header className={styles.header}>
      <button type="button" className={styles.brand} onClick={() => app.go('start')}>
        Unpark
      </button>
      {isOpen ? (
        <button type="button" className={`btn ${styles.files}`} aria-expanded={showsFiles} onClick={onFiles}>
          Files
        </button>
      ) : null}
      <nav className={styles.nav} aria-label="Pages">
        {entries.map((entry) => (
          <button
            key={entry.page}
            type="button"
            className={styles.link}
            aria-current={entry.page === page ? 'page' : undefined}
            onClick={() => app.go(entry.page, entry.page === 'report' ? ownReport : {})}
          >
            {entry.title}
            {entry.page === 'leaks' ? <FindingCount /> : null}
          </button>
        ))}
      </nav>
      <span className="spacer" />
      <button type="button" className={`btn quiet ${styles.keys}`} onClick={onKeys} aria-keyshortcuts="?">
        <kbd>?</kbd> keys
      </button>
      <ThemeSwitch />
      {groups.some((group) => canShow('report', group)) ? (
        <>
          <CopyMarkdown />
          <button type="button" className="btn primary" onClick={() => app.go('report', ownReport)}>
            Share report
          </button>
        </>
      ) : null}
    </header>
  );
}

/** The report of the open files, though one from a link may be open. */
const ownReport = { report: { link: null } };

/** Pages that have something to show of what is open. */
function isUseful(page: Page, groups: readonly FileGroup[]): boolean {
  return groups.some((group) => canShow(page, group));
}

function FindingCount() {
  const count = useFindingCount();
  if (count === null || count === 0) return null;
  return (
    <span className={styles.count}>
      {count}
      <span className="visually-hidden"> findings</span>
    </span>
  );
}

const themeTitle: { readonly [T in Theme]: string } = { system: 'Auto', light: 'Light', dark: 'Dark' };

function ThemeSwitch() {
  const [theme, setTheme] = useState(storedTheme);
  const next = themes[(themes.indexOf(theme) + 1) % themes.length];
  return (
    <button
      type="button"
      className="btn quiet"
      title={`Colours: ${themeTitle[theme]}. Click for ${themeTitle[next]}.`}
      aria-label={`Colours: ${themeTitle[theme]}. Switch to ${themeTitle[next]}`}
      onClick={() => {
        storeTheme(next);
        setTheme(next);
      }}
    >
      <svg width="14" height="14" viewBox="0 0 14 14" aria-hidden="true">
        <circle cx="7" cy="7" r="6" fill="none" stroke="currentColor" strokeWidth="1.4" />
        <path d="M7 1a6 6 0 0 1 0 12z" fill="currentColor" />
      </svg>
      <span className={styles.theme}>{themeTitle[theme]}</span>
    </button>
  );
}
