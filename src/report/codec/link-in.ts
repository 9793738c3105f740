/** The key of the fragment that carries a report: `#r=1.…`. The fragment never reaches a server. */
export const linkKey = 'r';

/** A link longer than this is not read: no program makes one. */
export const maxLinkLength = 2_000_000;

/** What follows `r=` in an address, or the text itself; without what a chat has put behind it. */
export function valueIn(text: string): string {
  const value = /#(?:\S*?&)?r=([^&\s]*)/.exec(text)?.[1] ?? text;
  return value.trim().replace(/(?<=[\w-]{4})[^\w-]+$/, '');
}

/** The link in a text that someone pasted, an address or the bare value; null if there is none. */
export function linkIn(text: string): string | null {
  if (text.length > maxLinkLength) return null;
  const value = valueIn(text);
  return /^\d{1,4}\.[\w-]{16,}$/.test(value) ? value : null;
}
