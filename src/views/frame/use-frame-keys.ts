import { useEffect } from 'react';
import { canShow } from '../../state/file-group.ts';
import { openGroups } from '../../state/workspace.ts';
import { useApp } from '../hooks/app-context.ts';
import { navigationEntries } from '../pages.ts';

/** True where a key is meant for what has the focus. */
function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement && (target.matches('input, select, textarea') || target.isContentEditable)
  );
}

/** The keys that work on every page. */
export function useFrameKeys(onKeys: () => void): void {
  const app = useApp();
  useEffect(() => {
    const listen = (event: KeyboardEvent): void => {
      if (event.key === 'Escape') {
        if (app.cancelReading()) event.preventDefault();
        else if (isTyping(event.target)) (event.target as HTMLElement).blur();
        return;
      }
      if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
      if (document.querySelector('dialog[open]') !== null) return;
      if (event.key === '?') {
        event.preventDefault();
        onKeys();
      } else if (event.key === '/') {
        const search = document.querySelector<HTMLElement>('[data-search]');
        if (search === null) return;
        event.preventDefault();
        search.focus();
      } else if (/^[1-9]$/.test(event.key)) {
        const groups = openGroups(app.workspace.getState());
        const open = navigationEntries.filter(({ page }) => groups.some((group) => canShow(page, group)));
        const entry = open[Number(event.key) - 1];
        if (entry !== undefined) app.go(entry.page);
      }
    };
    window.addEventListener('keydown', listen);
    return () => window.removeEventListener('keydown', listen);
  }, [app, onKeys]);
}
