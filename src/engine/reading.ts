import { FormatError } from '../base/errors.ts';
import type { OnProgress } from '../base/pace.ts';
import type { Source } from '../base/source.ts';
import type { Document } from '../model/document.ts';

/** What became of one file, or of one member of an archive. */
export type Read =
  | { readonly ok: true; readonly document: Document }
  | { readonly ok: false; readonly name: string; readonly error: unknown };

export interface ReadingEvents {
  readonly signal: AbortSignal;
  readonly onProgress: OnProgress;
  readonly onPartial: (document: Document) => void;
}

/** Reads a file of any format; an archive gives many. */
export async function readFile(source: Source, _events: ReadingEvents): Promise<readonly Read[]> {
  throw new FormatError('unrecognised', { format: source.name, detail: 'no reader is built yet' });
}
