import { useSyncExternalStore } from 'react';
import { darkTheme, lightTheme, type Theme } from '../../draw/palette.ts';

function subscribe(listener: () => void): () => void {
  window.addEventListener('unpark-theme', listener);
  return () => window.removeEventListener('unpark-theme', listener);
}

function read(): Theme {
  return document.documentElement.dataset.theme === 'dark' ? darkTheme : lightTheme;
}

/** The painters' colours of the theme the page shows. */
export function useDrawTheme(): Theme {
  return useSyncExternalStore(subscribe, read);
}
