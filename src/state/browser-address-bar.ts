import type { AddressBar } from './navigation.ts';

/** The address bar of a window. The path stays: only the fragment, which no server sees, is ever changed. */
export function browserAddressBar(window: Window): AddressBar {
  const { history, location } = window;
  return {
    read: () => location.hash.slice(1),
    push: (fragment) => history.pushState(null, '', `#${fragment}`),
    replace: (fragment) => history.replaceState(null, '', `#${fragment}`),
    onMove: (listener) => window.addEventListener('popstate', listener),
  };
}
