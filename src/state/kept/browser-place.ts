import { KeptDatabase } from './database.ts';
import type { KeepingPlace } from './keeping.ts';

/** IndexedDB and the storages of a window. A private window may have none of them. */
export function browserPlace(window: Window): KeepingPlace {
  return {
    open: () => KeptDatabase.open(),
    storage: () => storageOr(() => window.localStorage),
    tab: () => storageOr(() => window.sessionStorage),
    newId: () =>
      Array.from(window.crypto.getRandomValues(new Uint32Array(4)), (word) => word.toString(36)).join(''),
    now: () => Date.now(),
  };
}

function storageOr(storage: () => Storage): Storage | null {
  try {
    return storage();
  } catch {
    return null;
  }
}
