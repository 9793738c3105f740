import type { FileHandle, Workspace } from '../workspace.ts';
import { readSettings, recordOf, type Settings, settingsOf, textOr } from './settings.ts';

/** A workspace as one file: a zip of the originals, and this beside them. It comes first, so that a look tells. */
const settingsName = 'unpark-workspace.json';
const version = 1;
/** A zip of 4 GiB needs a form that few programs read. */
const maxBytes = 3.5 * 2 ** 30;
/** A workspace that was saved here is never larger. */
const maxOpened = 2 ** 31;

export interface WorkspaceFile {
  readonly handles: readonly FileHandle[];
  readonly settings: Settings;
  /** The fragment of the address at which it was saved. */
  readonly address: string;
}

/** The zip. Throws with a word for the user if it would be too large. */
export async function saveWorkspace(workspace: Workspace, address: string): Promise<Blob> {
  const handles = [...new Set(workspace.order.map((id) => workspace.handles[id]))];
  const bytes = handles.reduce((sum, { blob }) => sum + blob.size, 0);
  if (bytes > maxBytes) throw new Error('The files are larger than 3.5 GiB together: save them in parts.');
  const { Zip, ZipPassThrough } = await import('fflate');
  const parts: BlobPart[] = [];
  const zip = new Zip((error, chunk) => {
    if (error !== null) throw error;
    // A copy: a chunk is a view of memory that is used again.
    parts.push(chunk.slice());
  });
  const listed = handles.map(({ name, modifiedMs }, i) => ({ path: pathOf(name, i), name, modifiedMs }));
  const about = { unpark: 'workspace', version, address, files: listed, settings: settingsOf(workspace) };
  const head = new ZipPassThrough(settingsName);
  zip.add(head);
  head.push(new TextEncoder().encode(JSON.stringify(about, null, 1)), true);
  for (let i = 0; i < handles.length; i++) {
    const entry = new ZipPassThrough(listed[i].path);
    zip.add(entry);
    const reader = handles[i].blob.stream().getReader();
    for (let next = await reader.read(); !next.done; next = await reader.read()) entry.push(next.value);
    entry.push(new Uint8Array(), true);
  }
  zip.end();
  return new Blob(parts, { type: 'application/zip' });
}

/** True if the first entry of the zip says that it is a saved workspace. */
export async function isWorkspaceFile({ blob }: FileHandle): Promise<boolean> {
  const head = new Uint8Array(await blob.slice(0, 30 + settingsName.length).arrayBuffer());
  return (
    head[0] === 0x50 &&
    head[1] === 0x4b &&
    head[2] === 3 &&
    new TextDecoder('latin1').decode(head.subarray(30)) === settingsName
  );
}

/** What was saved. Throws with a word for the user if it cannot be read. */
export async function openWorkspace({ blob, name }: FileHandle): Promise<WorkspaceFile> {
  const { unzipSync } = await import('fflate');
  let total = 0;
  const entries = unzipSync(new Uint8Array(await blob.arrayBuffer()), {
    filter: ({ originalSize }) => {
      total += originalSize;
      if (total > maxOpened) throw new Error(`${name}: more than 2 GiB is in it`);
      return true;
    },
  });
  const about = recordOf(parse(entries[settingsName]));
  if (about.unpark !== 'workspace') throw new Error(`${name}: its ${settingsName} cannot be read`);
  if (about.version !== version) throw new Error(`${name}: saved by a newer Unpark; open it there`);
  const listed = Array.isArray(about.files) ? about.files.map(recordOf) : [];
  const handles = listed.flatMap((file): FileHandle[] => {
    const bytes = entries[textOr(file.path, '')];
    if (bytes === undefined) return [];
    const modifiedMs = typeof file.modifiedMs === 'number' ? file.modifiedMs : null;
    return [{ blob: new Blob([bytes.slice()]), name: textOr(file.name, 'file'), modifiedMs }];
  });
  return { handles, settings: readSettings(about.settings), address: textOr(about.address, '') };
}

function parse(bytes: Uint8Array | undefined): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(bytes ?? new Uint8Array()));
  } catch {
    return null;
  }
}

/** A path that every system can unpack: numbered, since two files may be named alike. */
function pathOf(name: string, index: number): string {
  const base = name.slice(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
  const safe = base.replace(/[^\w.-]+/g, '-').slice(-80) || 'file';
  return `files/${String(index + 1).padStart(3, '0')}-${safe}`;
}
