import { createStore, type StoreApi } from 'zustand/vanilla';
import type { FileHandle } from '../workspace.ts';
import type { FromFrame, ToFrame } from './fetch-messages.ts';

/** A file at an address the user has named. */
export interface RemoteFile {
  readonly url: string;
  readonly state: 'offered' | 'loading' | 'done' | 'failed';
  readonly done: number;
  /** 0 if the server does not say. */
  readonly total: number;
  readonly failure: string | null;
}

/** Addresses of `?url=…&url=…`: at most so many, and only http and https. */
const maxFiles = 40;

/** The addresses in a query, each once. What is no web address is left out. */
export function addressesIn(query: string): string[] {
  const urls = new URLSearchParams(query).getAll('url').flatMap((text) => {
    const url = webAddress(text);
    return url === null ? [] : [url];
  });
  return [...new Set(urls)].slice(0, maxFiles);
}

/** The address as the browser writes it; null unless it is one of the web. */
export function webAddress(text: string): string | null {
  if (!URL.canParse(text)) return null;
  const url = new URL(text);
  return url.protocol === 'http:' || url.protocol === 'https:' ? url.href : null;
}

/** 'goroutine?debug=2' of 'http://host/debug/pprof/goroutine?debug=2'. */
export function nameIn(url: string): string {
  const { pathname, search, host } = new URL(url);
  const last = pathname.split('/').findLast((part) => part !== '') ?? host;
  let name = last;
  try {
    name = decodeURIComponent(last);
  } catch {
    // A name that is badly escaped is shown as it stands.
  }
  return `${name}${search}`;
}

/** Files by address: offered, and fetched in a frame of its own once the user has clicked. */
export class RemoteFiles {
  readonly store: StoreApi<readonly RemoteFile[]> = createStore<readonly RemoteFile[]>(() => []);
  private readonly open: (handles: readonly FileHandle[]) => Promise<void>;

  constructor(open: (handles: readonly FileHandle[]) => Promise<void>) {
    this.open = open;
  }

  /** Names files without fetching any. */
  offer(urls: readonly string[]): void {
    this.store.setState(
      urls.map((url) => ({ url, state: 'offered', done: 0, total: 0, failure: null })),
      true,
    );
  }

  dismiss(): void {
    this.store.setState([], true);
  }

  /** Fetches what was offered: only ever after a click. What fails says why, and can be tried again. */
  async load(document: Document): Promise<void> {
    const waiting = this.store.getState().flatMap(({ state }, i) => (state === 'done' ? [] : [i]));
    const handles = new Map<number, FileHandle>();
    for (const i of waiting) this.change(i, { state: 'loading', done: 0, total: 0, failure: null });
    await fetchInFrame(
      document,
      waiting.map((i) => this.store.getState()[i].url),
      (at, message) => {
        const i = waiting[at];
        if (message.kind === 'progress') this.change(i, { done: message.done, total: message.total });
        else if (message.kind === 'failed') this.change(i, { state: 'failed', failure: message.text });
        else {
          const name = nameIn(this.store.getState()[i].url);
          handles.set(i, { blob: message.blob, name, modifiedMs: message.modifiedMs });
          this.change(i, { state: 'done' });
        }
      },
    );
    if (this.store.getState().every(({ state }) => state === 'done')) this.dismiss();
    await this.open([...handles.values()]);
  }

  private change(index: number, change: Partial<RemoteFile>): void {
    this.store.setState(
      this.store.getState().map((file, i) => (i === index ? { ...file, ...change } : file)),
      true,
    );
  }
}

type About = Exclude<FromFrame, { readonly kind: 'ready' }>;

/** Settles when every address is fetched or has failed. The frame is there for just so long. */
function fetchInFrame(
  document: Document,
  urls: readonly string[],
  onMessage: (index: number, message: About) => void,
): Promise<void> {
  if (urls.length === 0) return Promise.resolve();
  return new Promise((resolve) => {
    const frame = document.createElement('iframe');
    frame.hidden = true;
    frame.title = 'Fetches files';
    frame.src = './fetch.html';
    let left = urls.length;
    const listen = (event: MessageEvent<FromFrame>): void => {
      if (event.source !== frame.contentWindow || event.origin !== window.location.origin) return;
      const message = event.data;
      if (message.kind === 'ready') {
        urls.forEach((url, id) => {
          const ask: ToFrame = { kind: 'fetch', id, url };
          frame.contentWindow?.postMessage(ask, window.location.origin);
        });
        return;
      }
      onMessage(message.id, message);
      if (message.kind === 'progress' || --left > 0) return;
      window.removeEventListener('message', listen);
      frame.remove();
      resolve();
    };
    window.addEventListener('message', listen);
    document.body.append(frame);
  });
}
