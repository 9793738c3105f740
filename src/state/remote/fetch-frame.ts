import type { FromFrame, ToFrame } from './fetch-messages.ts';

/** A file larger than this would not fit into the page. */
const maxBytes = 2 ** 31;

/** In the frame: fetches what the page of the same origin asks for, without cookies or a referrer. */
export function answerFetches(window: Window): void {
  const { parent, location } = window;
  if (parent === window) return;
  const say = (message: FromFrame): void => parent.postMessage(message, location.origin);
  window.addEventListener('message', (event: MessageEvent<ToFrame>) => {
    if (event.source !== parent || event.origin !== location.origin || event.data.kind !== 'fetch') return;
    const { id, url } = event.data;
    fetchOne(url, (done, total) => say({ kind: 'progress', id, done, total })).then(
      ({ blob, modifiedMs }) => say({ kind: 'done', id, blob, modifiedMs }),
      (error) => say({ kind: 'failed', id, text: error instanceof Error ? error.message : String(error) }),
    );
  });
  say({ kind: 'ready' });
}

const options: RequestInit = { credentials: 'omit', referrerPolicy: 'no-referrer', cache: 'no-store' };

async function fetchOne(
  url: string,
  onProgress: (done: number, total: number) => void,
): Promise<{ readonly blob: Blob; readonly modifiedMs: number | null }> {
  const response = await fetch(url, options).catch(async () => {
    throw new Error(await reasonOf(url));
  });
  if (!response.ok) throw new Error(`The server answered ${response.status} ${response.statusText}`.trim());
  const total = Number(response.headers.get('content-length')) || 0;
  const parts: BlobPart[] = [];
  const reader = response.body?.getReader();
  let done = 0;
  for (let next = await reader?.read(); next !== undefined && !next.done; next = await reader?.read()) {
    done += next.value.length;
    if (done > maxBytes) throw new Error('The file is larger than 2 GiB.');
    parts.push(next.value.slice());
    onProgress(done, total);
  }
  const modified = Date.parse(response.headers.get('last-modified') ?? '');
  return { blob: new Blob(parts), modifiedMs: Number.isNaN(modified) ? null : modified };
}

/** A browser does not say why a fetch failed: whether the server is there at all tells CORS from the rest. */
async function reasonOf(url: string): Promise<string> {
  if (location.protocol === 'https:' && url.startsWith('http:'))
    return 'This page is loaded by https, and a browser does not let it load files by plain http. Download the file and drop it here.';
  try {
    await fetch(url, { ...options, mode: 'no-cors' });
  } catch {
    return 'The server could not be reached.';
  }
  return (
    `The server is there, but does not let other pages read its files (CORS): it would have to answer with ` +
    `Access-Control-Allow-Origin: ${location.origin}. Download the file and drop it here, or run “unpark ${new URL(url).origin}”.`
  );
}
