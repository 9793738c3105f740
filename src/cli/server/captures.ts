import { randomBytes } from 'node:crypto';
import { readdir, readFile, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';

/** One file for the page: its name, and where in the list it stands. */
export interface LocalFile {
  readonly name: string;
  readonly index: number;
  readonly modifiedMs: number | null;
}

export interface LocalFiles {
  readonly files: readonly LocalFile[];
  /** True if the server can capture again from a running service. */
  readonly canCapture: boolean;
}

type Stored = { readonly name: string; readonly modifiedMs: number | null } & (
  | { readonly path: string }
  | { readonly bytes: Uint8Array }
);

/** What is captured from a running service, and under which name: the one form of a moment that tells most. */
const endpoints = [
  { path: 'goroutine?debug=2', name: 'goroutine', type: 'txt' },
  { path: 'heap', name: 'heap', type: 'pb.gz' },
  { path: 'goroutineleak', name: 'goroutineleak', type: 'pb.gz' },
] as const;

const captureTimeoutMs = 60_000;
const captureLimit = 1 << 30;
/** Of a folder named on the command line. */
const maxFiles = 2_000;
const maxDepth = 6;

/** The files named on the command line, and what was captured from a running service. */
export class Captures {
  readonly token = randomBytes(16).toString('hex');
  private readonly stored: Stored[] = [];
  private readonly service: string | null;

  private constructor(service: string | null) {
    this.service = service;
  }

  /** Throws with one line for the user when a file cannot be read or the service does not answer. */
  static async open(paths: readonly string[], service: string | null): Promise<Captures> {
    const captures = new Captures(service);
    for (const path of paths) await captures.add(path, basename(path), 0);
    if (service !== null) await captures.again();
    return captures;
  }

  /** A file, or all files of a folder; what is hidden there is left out. */
  private async add(path: string, name: string, depth: number): Promise<void> {
    const found = await stat(path).catch(() => null);
    if (found?.isDirectory() === true && depth <= maxDepth) {
      for (const inside of (await readdir(path)).sort()) {
        if (!inside.startsWith('.')) await this.add(join(path, inside), `${name}/${inside}`, depth + 1);
      }
    } else if (found?.isFile() === true) {
      if (this.stored.length < maxFiles) this.stored.push({ name, modifiedMs: found.mtimeMs, path });
    } else if (depth === 0) throw new Error(`${path}: no such file`);
  }

  list(): LocalFiles {
    const files = this.stored.map(({ name, modifiedMs }, index) => ({ name, index, modifiedMs }));
    return { files, canCapture: this.service !== null };
  }

  async read(index: number): Promise<Uint8Array<ArrayBuffer> | null> {
    const stored = this.stored[index];
    if (stored === undefined) return null;
    return new Uint8Array('path' in stored ? await readFile(stored.path) : stored.bytes);
  }

  /** Captures once more; the list grows. */
  async again(): Promise<LocalFiles> {
    const { service } = this;
    if (service === null) return this.list();
    const base = `${service.replace(/\/+$/, '').replace(/\/debug\/pprof$/, '')}/debug/pprof/`;
    const now = new Date();
    const stamp = now.toISOString().slice(11, 19).replaceAll(':', '');
    let answered = 0;
    for (const { path, name, type } of endpoints) {
      const bytes = await fetchProfile(base + path);
      if (bytes === null) continue;
      answered++;
      this.stored.push({ name: `${name}-${stamp}.${type}`, modifiedMs: now.getTime(), bytes });
    }
    if (answered === 0) {
      throw new Error(
        `${service}: no answer from /debug/pprof: is net/http/pprof imported, and the port right?`,
      );
    }
    return this.list();
  }
}

/** The body of an answer 200, or null. */
async function fetchProfile(url: string): Promise<Uint8Array | null> {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(captureTimeoutMs) });
    if (!response.ok) return null;
    const bytes = new Uint8Array(await response.arrayBuffer());
    return bytes.length > captureLimit ? null : bytes;
  } catch {
    return null;
  }
}
