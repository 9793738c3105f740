import { FormatError } from '../../base/errors.ts';
import type { Notice } from '../../model/origin.ts';

/** A file of an archive: its bytes, or why it could not be unpacked. */
export interface Member {
  readonly name: string;
  readonly content: Uint8Array | FormatError;
  readonly modifiedMs: number | null;
  readonly notices: readonly Notice[];
}

/** Members opened from one archive, at most. */
export const maxMembers = 2000;

/** False for folders and for what operating systems put beside files. */
export function isContent(name: string): boolean {
  return !name.endsWith('/') && !/(^|\/)(__MACOSX\/|\.DS_Store$|\._)/.test(name);
}

/** A library's own error becomes a `FormatError`. */
export function guarded<T>(format: string, offset: number, work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (error instanceof FormatError) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    throw new FormatError('malformed', {
      format,
      offset,
      detail: `it is damaged or cut short (${reason}); copy it again`,
    });
  }
}
