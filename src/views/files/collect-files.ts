import type { FileHandle } from '../../state/workspace.ts';

/** A folder may hold a build tree: so many files are taken, and the user is told of the rest. */
const maxFiles = 2_000;

export function handleOf(file: File, path = file.name): FileHandle {
  return { blob: file, name: path, modifiedMs: file.lastModified > 0 ? file.lastModified : null };
}

export function handlesOf(files: Iterable<File>): FileHandle[] {
  return Array.from(files, (file) => handleOf(file, file.webkitRelativePath || file.name)).slice(0, maxFiles);
}

/** Everything in a drop or paste: files, folders with all below them, or text. */
export async function collectFiles(transfer: DataTransfer): Promise<FileHandle[]> {
  const text = transfer.getData('text/plain');
  // Entries must be taken before the first await: the list is emptied when the event is over.
  const entries = Array.from(transfer.items, (item) =>
    item.kind === 'file' ? item.webkitGetAsEntry() : null,
  );
  const files = handlesOf(transfer.files);
  const walked: FileHandle[] = [];
  for (const entry of entries) if (entry !== null) await walk(entry, walked);
  const found = walked.length > 0 ? walked : files;
  return found.length > 0 || text.trim() === '' ? found : [textHandle(text)];
}

/** Pasted text has no time of its own: it was captured, as far as anyone knows, just now. */
export function textHandle(text: string): FileHandle {
  return { blob: new Blob([text]), name: 'pasted text', modifiedMs: Date.now() };
}

async function walk(entry: FileSystemEntry, found: FileHandle[]): Promise<void> {
  if (found.length >= maxFiles || entry.name.startsWith('.')) return;
  if (isFile(entry)) {
    const file = await new Promise<File>((resolve, reject) => entry.file(resolve, reject));
    found.push(handleOf(file, entry.fullPath.replace(/^\//, '')));
    return;
  }
  if (!isFolder(entry)) return;
  const reader = entry.createReader();
  for (;;) {
    // A reader gives about a hundred entries at a time, and none when it is done.
    const some = await new Promise<FileSystemEntry[]>((resolve, reject) =>
      reader.readEntries(resolve, reject),
    );
    if (some.length === 0) return;
    for (const child of some) await walk(child, found);
  }
}

function isFile(entry: FileSystemEntry): entry is FileSystemFileEntry {
  return entry.isFile;
}

function isFolder(entry: FileSystemEntry): entry is FileSystemDirectoryEntry {
  return entry.isDirectory;
}
