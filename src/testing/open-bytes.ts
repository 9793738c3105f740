import { noProgress } from '../base/pace.ts';
import { bytesSource } from '../base/source.ts';
import { type OpenedPart, type OpenOptions, openFile } from '../formats/open.ts';
import { readers } from '../formats/readers.ts';
import type { Document } from '../model/document.ts';

/** Opens bytes, or a text, as a dropped file of that name. */
export function openBytes(
  content: Uint8Array | string,
  name = '',
  options: Partial<OpenOptions> = {},
): Promise<readonly OpenedPart[]> {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
  return openFile(bytesSource(bytes, name), {
    readers,
    signal: new AbortController().signal,
    onProgress: noProgress,
    ...options,
  });
}

/** The documents in it; throws the first error. */
export async function openDocuments(
  content: Uint8Array | string,
  name = '',
  options: Partial<OpenOptions> = {},
): Promise<readonly Document[]> {
  return (await openBytes(content, name, options)).map((part) => {
    if (!part.ok) throw part.error;
    return part.document;
  });
}
