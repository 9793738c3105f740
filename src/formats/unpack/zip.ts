import { FormatError } from '../../base/errors.ts';
import type { Pace } from '../../base/pace.ts';
import type { Source } from '../../base/source.ts';
import { type Budget, tooLarge } from './budget.ts';
import { guarded, isContent, type Member, maxMembers } from './member.ts';

/** Files of a zip, in directory order; each is unpacked only when it is asked for, and fails alone. */
export async function* zipMembers(source: Source, budget: Budget, pace: Pace): AsyncGenerator<Member> {
  const { unzipSync } = await import('fflate');
  const bytes = await source.slice(0, source.size);
  const names: string[] = [];
  guarded('zip', 0, () =>
    unzipSync(bytes, {
      filter: (file) => {
        names.push(file.name);
        return false;
      },
    }),
  );
  if (names.length > maxMembers)
    throw tooLarge('zip', `it holds ${names.length} files, more than ${maxMembers}`);
  const times = directoryTimes(bytes, names.length);
  for (let wanted = 0; wanted < names.length; wanted++) {
    const name = names[wanted];
    if (!isContent(name)) continue;
    const content = contentOf(() => {
      let at = 0;
      const unpacked = unzipSync(bytes, {
        filter: (file) => {
          if (at++ !== wanted) return false;
          budget.take(file.originalSize, 'zip');
          budget.checkRatio(file.size, file.originalSize, 'zip');
          return true;
        },
      });
      return Object.values(unpacked)[0] ?? new Uint8Array(0);
    });
    yield { name, content, modifiedMs: times[wanted] ?? null, notices: [] };
    await pace.breathe(wanted + 1, names.length);
  }
}

function contentOf(unpack: () => Uint8Array): Uint8Array | FormatError {
  try {
    return guarded('zip', 0, unpack);
  } catch (error) {
    if (error instanceof FormatError) return error;
    throw error;
  }
}

const entrySize = 46;
const endSize = 22;

/** When each file was changed, by the directory: from the extended timestamp, else the DOS time, taken as UTC. */
function directoryTimes(bytes: Uint8Array, entries: number): readonly (number | null)[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let end = bytes.length - endSize;
  while (end >= 0 && view.getUint32(end, true) !== 0x06054b50) end--;
  if (end < 0) return [];
  const times: (number | null)[] = [];
  let pos = view.getUint32(end + 16, true);
  for (let i = 0; i < entries && pos + entrySize <= bytes.length; i++) {
    if (view.getUint32(pos, true) !== 0x02014b50) break;
    const extra = pos + entrySize + view.getUint16(pos + 28, true);
    const extraEnd = extra + view.getUint16(pos + 30, true);
    const time = view.getUint16(pos + 12, true);
    const date = view.getUint16(pos + 14, true);
    times.push(extendedTime(view, extra, Math.min(extraEnd, bytes.length)) ?? dosTime(date, time));
    pos = extraEnd + view.getUint16(pos + 32, true);
  }
  return times;
}

function extendedTime(view: DataView, start: number, end: number): number | null {
  for (let pos = start; pos + 4 <= end; pos += 4 + view.getUint16(pos + 2, true)) {
    if (view.getUint16(pos, true) === 0x5455 && pos + 9 <= end && view.getUint8(pos + 4) & 1)
      return view.getInt32(pos + 5, true) * 1000;
  }
  return null;
}

function dosTime(date: number, time: number): number | null {
  if (date === 0) return null;
  const [year, month, day] = [1980 + (date >> 9), ((date >> 5) & 15) - 1, date & 31];
  return Date.UTC(year, month, day, time >> 11, (time >> 5) & 63, (time & 31) * 2);
}
