import type { OnProgress } from '../base/pace.ts';
import type { Source } from '../base/source.ts';
import { openFile } from '../formats/open.ts';
import type { FastInflate } from '../formats/unpack/gzip.ts';
import type { Document } from '../model/document.ts';

/** What became of one file, or of one member of an archive. */
export type Read =
  | { readonly ok: true; readonly document: Document }
  | { readonly ok: false; readonly name: string; readonly error: unknown };

export interface ReadingEvents {
  readonly signal: AbortSignal;
  readonly onProgress: OnProgress;
  readonly onPartial: (document: Document) => void;
  /** The platform's own inflate, if it has a fast one. */
  readonly fastInflate?: FastInflate;
}

/** Reads a file of any format; an archive gives many. */
export function readFile(source: Source, events: ReadingEvents): Promise<readonly Read[]> {
  return openFile(source, events);
}
