import { FormatError } from '../../base/errors.ts';
import type { Pace } from '../../base/pace.ts';
import type { Source } from '../../base/source.ts';
import { type Budget, checkRatio, Gathering, tooLarge } from './budget.ts';

export interface Member {
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly modifiedMs: number | null;
}

/** Members opened from one archive, at most. */
const maxMembers = 2000;

/** Files of a zip, in directory order; each is unpacked only when it is asked for. */
export async function* zipMembers(source: Source, budget: Budget, pace: Pace): AsyncGenerator<Member> {
  const { unzipSync } = await import('fflate');
  const bytes = await source.slice(0, source.size);
  const names: string[] = [];
  const guarded = <T>(work: () => T): T => guard('zip', work);
  guarded(() => unzipSync(bytes, { filter: (file) => names.push(file.name) === 0 }));
  if (names.length > maxMembers)
    throw tooLarge('zip', `it holds ${names.length} files, more than ${maxMembers}`);
  for (let wanted = 0; wanted < names.length; wanted++) {
    if (!isContent(names[wanted])) continue;
    let at = 0;
    const found = guarded(() =>
      unzipSync(bytes, {
        filter: (file) => {
          if (at++ !== wanted) return false;
          budget.take(file.originalSize, 'zip');
          checkRatio(file.size, file.originalSize, 'zip');
          return true;
        },
      }),
    );
    for (const content of Object.values(found))
      yield { name: names[wanted], bytes: content, modifiedMs: null };
    await pace.breathe(wanted + 1, names.length);
  }
}

/** Files of a tar, in order. The bytes are views of the archive. */
export async function* tarMembers(source: Source): AsyncGenerator<Member> {
  const { parseTar } = await import('nanotar');
  const bytes = await source.slice(0, source.size);
  const items = guard('tar', () => parseTar(bytes));
  if (items.length > maxMembers)
    throw tooLarge('tar', `it holds ${items.length} files, more than ${maxMembers}`);
  for (const { name, data, type, attrs } of items) {
    if (data === undefined || (type !== 'file' && type !== undefined) || !isContent(name)) continue;
    yield { name, bytes: data, modifiedMs: attrs?.mtime ? attrs.mtime * 1000 : null };
  }
}

/** The content of a zstd file, whole. */
export async function unzstd(source: Source, budget: Budget, pace: Pace): Promise<Uint8Array> {
  const { Decompress } = await import('fzstd');
  const out = new Gathering(Math.min(source.size * 4, 1 << 26));
  const stream = new Decompress((chunk) => {
    budget.take(chunk.length, 'zstd');
    out.add(chunk);
    checkRatio(source.size, out.length, 'zstd');
  });
  const step = 1 << 18;
  for (let pos = 0; pos < source.size; pos += step) {
    const end = Math.min(source.size, pos + step);
    const chunk = await source.slice(pos, end);
    guard('zstd', () => stream.push(chunk.slice(), end === source.size));
    await pace.breathe(end, source.size);
  }
  return out.finish();
}

function isContent(name: string): boolean {
  return !name.endsWith('/') && !/(^|\/)(__MACOSX\/|\.DS_Store$|\._)/.test(name);
}

/** A library's own error becomes a `FormatError`. */
function guard<T>(format: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (error instanceof FormatError) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    throw new FormatError('malformed', {
      format,
      detail: `it is damaged or cut short (${reason}); copy it again`,
    });
  }
}
