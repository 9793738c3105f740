import { linkIn } from '../../report/codec/link-in.ts';
import type { App } from '../../state/app.ts';
import { webAddress } from '../../state/remote/remote-files.ts';

/** Opens a pasted report link, or offers to fetch a pasted address. False if the text is neither. */
export function openText(app: App, text: string): boolean {
  const link = linkIn(text);
  if (link !== null) {
    app.go('report', { report: { link } });
    return true;
  }
  const words = text.trim().split(/\s+/);
  const urls = words.map(webAddress).filter((url) => url !== null);
  if (words.length > 40 || urls.length < words.length) return false;
  app.remote.offer([...new Set(urls)]);
  return true;
}
