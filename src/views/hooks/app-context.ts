import { createContext, useContext } from 'react';
import { present } from '../../base/assert.ts';
import type { App } from '../../state/app.ts';

export const AppContext = createContext<App | null>(null);

export function useApp(): App {
  return present(useContext(AppContext), 'AppContext');
}
