import { linkKey } from '../../report/codec/link-in.ts';

const storageKey = 'unpark.link-base';

/** Where links open: as the user has set it, '' for this page's own address. */
export function storedLinkBase(): string {
  try {
    return localStorage.getItem(storageKey) ?? '';
  } catch {
    return '';
  }
}

export function storeLinkBase(base: string): void {
  try {
    if (base === '') localStorage.removeItem(storageKey);
    else localStorage.setItem(storageKey, base);
  } catch {
    // A private window may keep nothing: the choice then lasts as long as the page.
  }
}

/** The whole address of a report link. */
export function linkAddress(base: string, link: string): string {
  return `${baseOf(base)}#${linkKey}=${link}`;
}

export function isOwnMachine(base: string): boolean {
  return /^https?:\/\/(localhost|127\.|\[::1\])/.test(baseOf(base)) || baseOf(base).startsWith('file:');
}

function baseOf(base: string): string {
  const own = location.origin + location.pathname;
  const typed = base.trim();
  if (typed === '') return own;
  const url = URL.parse(/^https?:\/\//i.test(typed) ? typed : `https://${typed}`);
  if (url === null) return own;
  return url.origin + url.pathname;
}
