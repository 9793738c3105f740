import type { DocId } from '../../analysis/ids.ts';
import type { FileHandle, Workspace } from '../workspace.ts';
import { readSettings, recordOf, type Settings, settingsOf, textOr, texts } from './settings.ts';

/** A file that is kept: its bytes lie under `key`, once for all workspaces that hold it. */
export interface KeptFile {
  /** Id of its first document: made of its content. */
  readonly key: DocId;
  readonly name: string;
  readonly modifiedMs: number | null;
  readonly bytes: number;
  /** Documents in it: one, or those of an archive. */
  readonly docs: readonly DocId[];
}

/** A workspace as the browser keeps it. Version 1; older ones are read by `readWorkspace`. */
export interface KeptWorkspace {
  readonly version: 1;
  readonly id: string;
  /** Null until the user has named it. */
  readonly name: string | null;
  readonly savedMs: number;
  readonly files: readonly KeptFile[];
  readonly settings: Settings;
  /** Where the user was: the fragment of the address. */
  readonly address: string;
}

const version = 1;

/** What is open, to be kept. `blobs` are the bytes of its files, by key. */
export function keptOf(
  workspace: Workspace,
  { id, name, savedMs, address }: Pick<KeptWorkspace, 'id' | 'name' | 'savedMs' | 'address'>,
): { readonly kept: KeptWorkspace; readonly blobs: ReadonlyMap<DocId, Blob> } {
  const byHandle = new Map<FileHandle, DocId[]>();
  for (const doc of workspace.order) {
    const { isPartial } = workspace.documents[doc];
    if (!isPartial)
      byHandle.set(workspace.handles[doc], [...(byHandle.get(workspace.handles[doc]) ?? []), doc]);
  }
  const files = [...byHandle].map(([handle, docs]) => ({
    key: docs.toSorted()[0],
    name: handle.name,
    modifiedMs: handle.modifiedMs,
    bytes: handle.blob.size,
    docs,
  }));
  const blobs = new Map([...byHandle.keys()].map((handle, i) => [files[i].key, handle.blob]));
  const kept = { version, id, name, savedMs, files, settings: settingsOf(workspace), address } as const;
  return { kept, blobs };
}

export function sizeOf({ files }: KeptWorkspace): number {
  return files.reduce((sum, { bytes }) => sum + bytes, 0);
}

/** A name for the list: the user's own, else the program or the first files. */
export function titleOf({ name, files }: KeptWorkspace): string {
  if (name !== null) return name;
  const first = files.slice(0, 2).map((file) => file.name);
  return files.length > 2 ? `${first.join(', ')} and ${files.length - 2} more` : first.join(', ');
}

/** What was kept, by this version or an older one; null if a newer one has kept it, or if it is broken. */
export function readWorkspace(stored: unknown): KeptWorkspace | null {
  const given = recordOf(stored);
  const id = textOr(given.id, null);
  if (given.version !== version || id === null) return null;
  const files = Array.isArray(given.files) ? given.files.flatMap((file) => readFile(recordOf(file))) : [];
  return {
    version,
    id,
    name: textOr(given.name, null),
    savedMs: typeof given.savedMs === 'number' ? given.savedMs : 0,
    files,
    settings: readSettings(given.settings),
    address: textOr(given.address, ''),
  };
}

function readFile(given: Record<string, unknown>): KeptFile[] {
  const key = textOr(given.key, null);
  if (key === null) return [];
  return [
    {
      key,
      name: textOr(given.name, 'file'),
      modifiedMs: typeof given.modifiedMs === 'number' ? given.modifiedMs : null,
      bytes: typeof given.bytes === 'number' ? given.bytes : 0,
      docs: texts(given.docs),
    },
  ];
}
