import type { DocId } from '../analysis/ids.ts';

export interface KeptFile {
  readonly file: Blob;
  readonly name: string;
  readonly modifiedMs: number | null;
}

/** The files behind the open documents, as handles: a worker that died reads them again. */
export class KeptFiles {
  private readonly ids = new Map<KeptFile, Set<DocId>>();

  keep(file: KeptFile, ids: readonly DocId[]): void {
    const fresh = ids.filter((id) => !this.has(id));
    if (fresh.length > 0) this.ids.set(file, new Set(fresh));
  }

  /** A file is dropped with the last of its documents. */
  forget(id: DocId): void {
    for (const [file, ids] of this.ids) {
      if (ids.delete(id) && ids.size === 0) this.ids.delete(file);
    }
  }

  has(id: DocId): boolean {
    for (const ids of this.ids.values()) if (ids.has(id)) return true;
    return false;
  }

  files(): readonly KeptFile[] {
    return [...this.ids.keys()];
  }
}
