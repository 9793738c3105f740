export const themes = ['system', 'light', 'dark'] as const;
export type Theme = (typeof themes)[number];

const storageKey = 'unpark.theme';

/** The chosen theme; 'system' where none was, or where the browser keeps nothing. */
export function storedTheme(): Theme {
  try {
    const stored = localStorage.getItem(storageKey);
    return themes.find((theme) => theme === stored) ?? 'system';
  } catch {
    return 'system';
  }
}

export function storeTheme(theme: Theme): void {
  try {
    if (theme === 'system') localStorage.removeItem(storageKey);
    else localStorage.setItem(storageKey, theme);
  } catch {
    // A private window may keep nothing: the choice then lasts as long as the page.
  }
  show(theme);
}

const dark = matchMedia('(prefers-color-scheme: dark)');
let shown: Theme = 'system';

/** Shows the stored theme, and follows the system while it is 'system'. */
export function applyTheme(): void {
  show(storedTheme());
  dark.addEventListener('change', () => show(shown));
}

function show(theme: Theme): void {
  shown = theme;
  const isDark = theme === 'dark' || (theme === 'system' && dark.matches);
  document.documentElement.dataset.theme = isDark ? 'dark' : 'light';
  window.dispatchEvent(new Event('unpark-theme'));
}
