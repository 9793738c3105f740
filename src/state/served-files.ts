import type { FileHandle } from './workspace.ts';

/** Files that lie beside the page on its own server: the sample, and what the command line was given. */

const sampleFolder = 'samples/orders/';

/** A file that lies on the page's own server. */
export interface Served {
  readonly url: string;
  readonly name: string;
  readonly modifiedMs: number | null;
}

/** A real capture of a service that leaks; its manifest is `{ files: [name…], times?: { name: ms } }`. */
export async function fetchSample(onFetched: (done: number, of: number) => void): Promise<FileHandle[]> {
  const manifest = await fetchJson(`${sampleFolder}manifest.json`);
  const names = isRecord(manifest) && Array.isArray(manifest.files) ? manifest.files : [];
  const times = isRecord(manifest) && isRecord(manifest.times) ? manifest.times : {};
  const files = names
    .filter((name) => typeof name === 'string')
    .map((name) => ({
      url: `${sampleFolder}${encodeURIComponent(name)}`,
      name,
      modifiedMs: numberOrNull(times[name]),
    }));
  return fetchAll(files, onFetched);
}

/** A list of what `unpark FILE…` and `unpark http://host:port` hand to the page, under an unguessable path. */
export interface LocalList {
  readonly files: readonly Served[];
  /** True if the server can capture again from a running service. */
  readonly canCapture: boolean;
}

export async function listLocal(token: string): Promise<LocalList> {
  return localList(token, await fetchJson(`${localFolder(token)}files.json`));
}

/** Captures once more from the running service: the list grows. Throws with the server's reason. */
export async function captureLocal(token: string): Promise<LocalList> {
  const response = await fetch(`${localFolder(token)}capture`, { method: 'POST' });
  if (!response.ok) throw new Error((await response.text()).slice(0, 300) || response.statusText);
  return localList(token, await response.json());
}

export function fetchLocal(files: readonly Served[]): Promise<FileHandle[]> {
  return fetchAll(files, () => undefined);
}

function localFolder(token: string): string {
  return `local/${encodeURIComponent(token)}/`;
}

function localList(token: string, listed: unknown): LocalList {
  const rows = isRecord(listed) && Array.isArray(listed.files) ? listed.files : [];
  const files = rows.filter(isRecord).map((row) => {
    const name = String(row.name);
    const url = `${localFolder(token)}${Number(row.index)}/${encodeURIComponent(name)}`;
    return { url, name, modifiedMs: numberOrNull(row.modifiedMs) };
  });
  return { files, canCapture: isRecord(listed) && listed.canCapture === true };
}

async function fetchAll(
  files: readonly Served[],
  onFetched: (done: number, of: number) => void,
): Promise<FileHandle[]> {
  let done = 0;
  return Promise.all(
    files.map(async ({ url, name, modifiedMs }) => {
      const blob = await (await fetchGood(url)).blob();
      onFetched(++done, files.length);
      return { blob, name, modifiedMs };
    }),
  );
}

async function fetchJson(url: string): Promise<unknown> {
  return (await fetchGood(url)).json();
}

async function fetchGood(url: string): Promise<Response> {
  const response = await fetch(url, { cache: 'no-cache' });
  if (!response.ok) throw new Error(`${url}: ${response.status} ${response.statusText}`);
  return response;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

function numberOrNull(value: unknown): number | null {
  return typeof value === 'number' && Number.isFinite(value) ? value : null;
}
