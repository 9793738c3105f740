import { type DBSchema, type IDBPDatabase, openDB } from 'idb';
import type { DocId } from '../../analysis/ids.ts';
import { type KeptWorkspace, readWorkspace } from './kept-workspace.ts';

interface Schema extends DBSchema {
  /** Bytes of files by key: no two alike, however many workspaces hold them. */
  files: { key: DocId; value: Blob };
  workspaces: { key: string; value: unknown };
}

const databaseName = 'unpark';
/** Raised when stores are added; a newer page's database is left alone. */
const databaseVersion = 1;

/** The workspaces that this browser keeps. Every method may throw what IndexedDB throws. */
export class KeptDatabase {
  private readonly db: IDBPDatabase<Schema>;

  private constructor(db: IDBPDatabase<Schema>) {
    this.db = db;
  }

  /** Throws where the browser keeps nothing, or a newer Unpark has been here. */
  static async open(): Promise<KeptDatabase> {
    const db = await openDB<Schema>(databaseName, databaseVersion, {
      upgrade: (database, oldVersion) => {
        if (oldVersion < 1) {
          database.createObjectStore('files');
          database.createObjectStore('workspaces');
        }
      },
      // Another tab with a newer page wants to change the database: it may.
      blocking: (_current, _blocked, event) => (event.target as IDBDatabase).close(),
    });
    return new KeptDatabase(db);
  }

  /** Newest first. `unread` were kept by a newer Unpark: they are left as they are. */
  async list(): Promise<{ readonly workspaces: KeptWorkspace[]; readonly unread: number }> {
    const stored = await this.db.getAll('workspaces');
    const workspaces = stored.map(readWorkspace).filter((one) => one !== null);
    workspaces.sort((a, b) => b.savedMs - a.savedMs);
    return { workspaces, unread: stored.length - workspaces.length };
  }

  /** Keeps a workspace and those of its files that are not kept yet, all or nothing. */
  async put(kept: KeptWorkspace, blobs: ReadonlyMap<DocId, Blob>): Promise<void> {
    const have = new Set(await this.db.getAllKeys('files'));
    const before = keysOf(await this.db.get('workspaces', kept.id));
    const transaction = this.db.transaction(['files', 'workspaces'], 'readwrite');
    const files = transaction.objectStore('files');
    const writes: Promise<unknown>[] = [];
    for (const [key, blob] of blobs) if (!have.has(key)) writes.push(files.put(blob, key));
    writes.push(transaction.objectStore('workspaces').put(kept, kept.id));
    await Promise.all([...writes, transaction.done]);
    if (before.some((key) => !blobs.has(key))) await this.delete([]);
  }

  /** The bytes of a file; null if they are gone. */
  async blob(key: DocId): Promise<Blob | null> {
    return (await this.db.get('files', key)) ?? null;
  }

  async rename(id: string, name: string): Promise<void> {
    const stored = readWorkspace(await this.db.get('workspaces', id));
    if (stored !== null) await this.db.put('workspaces', { ...stored, name: name === '' ? null : name }, id);
  }

  /** Forgets workspaces, and the files that none of the others holds. */
  async delete(ids: readonly string[]): Promise<void> {
    const transaction = this.db.transaction(['files', 'workspaces'], 'readwrite');
    const workspaces = transaction.objectStore('workspaces');
    const files = transaction.objectStore('files');
    for (const id of ids) await workspaces.delete(id);
    const left = await workspaces.getAll();
    const held = new Set(left.flatMap(keysOf));
    // Of what a newer Unpark has kept it is not known which files it holds.
    if (left.every((one) => readWorkspace(one) !== null))
      for (const key of await files.getAllKeys()) if (!held.has(key)) await files.delete(key);
    await transaction.done;
  }
}

function keysOf(stored: unknown): DocId[] {
  return readWorkspace(stored)?.files.map(({ key }) => key) ?? [];
}
