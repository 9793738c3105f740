import { Inflate } from 'pako';
import { FormatError } from '../../base/errors.ts';
import type { Pace } from '../../base/pace.ts';
import type { Source } from '../../base/source.ts';
import type { Notice } from '../../model/origin.ts';
import { type Budget, checkRatio, Gathering } from './budget.ts';

/**
 * A faster inflate of the platform's (native zlib, DecompressionStream), tried first: the whole content, or null when
 * anything at all is unusual, in which case the careful path below decides what can be used.
 */
export type FastInflate = (bytes: Uint8Array, maxBytes: number) => Promise<Uint8Array | null>;

export interface Unpacked {
  readonly bytes: Uint8Array;
  readonly notices: readonly Notice[];
}

const chunkBytes = 1 << 18;
/** Results of zlib that pako reports. */
const bufferError = -5;

/** All members of a gzip file. What comes before a fault is used, with a notice; only "nothing at all" is an error. */
export async function gunzip(
  source: Source,
  budget: Budget,
  pace: Pace,
  fast: FastInflate | null,
): Promise<Unpacked> {
  const expected = await expectedSize(source, budget);
  if (fast !== null) {
    const whole = await fast(
      await source.slice(0, source.size),
      Math.min(budget.bytesLeft, Math.max(1 << 28, source.size * 250)),
    );
    if (whole !== null) {
      budget.take(whole.length, 'gzip');
      return { bytes: whole, notices: [] };
    }
  }
  return gunzipCarefully(source, budget, pace, expected);
}

async function gunzipCarefully(
  source: Source,
  budget: Budget,
  pace: Pace,
  expected: number,
): Promise<Unpacked> {
  const out = new Gathering(expected);
  const stream = new Inflate({ chunkSize: chunkBytes });
  stream.onData = (chunk) => {
    budget.take(chunk.length, 'gzip');
    out.add(chunk as Uint8Array);
    checkRatio(source.size, out.length, 'gzip');
  };
  let pos = 0;
  while (pos < source.size && stream.err === 0 && !stream.ended) {
    const end = Math.min(source.size, pos + chunkBytes);
    stream.push(await source.slice(pos, end), false);
    pos = end;
    await pace.breathe(pos, source.size);
  }
  if (!stream.ended && stream.err === 0) stream.push(new Uint8Array(0), true);
  return { bytes: out.finish(), notices: faultOf(stream, out.length, pos, source.size) };
}

function faultOf(stream: Inflate, inflated: number, pos: number, size: number): Notice[] {
  const { err } = stream;
  if (err === 0 && stream.ended) {
    if (pos >= size) return [];
    return [
      {
        code: 'trailing-bytes',
        text: `After the gzip data come ${size - pos} other bytes; they are left out.`,
        offset: pos,
      },
    ];
  }
  if (inflated === 0) {
    const detail =
      err === 0 || err === bufferError
        ? 'it ends before any of its content'
        : `its compressed data is damaged (${stream.msg || `zlib ${err}`})`;
    throw new FormatError(err === 0 || err === bufferError ? 'truncated' : 'malformed', {
      format: 'gzip',
      offset: pos,
      detail: `${detail}; copy the file again`,
    });
  }
  if (/check|length/.test(stream.msg ?? '')) {
    return [
      {
        code: 'bad-crc',
        text: 'The gzip checksum does not fit the content: the file was damaged on its way, numbers may be wrong.',
        offset: null,
      },
    ];
  }
  if (err === 0 || err === bufferError) {
    return [
      {
        code: 'gzip-truncated',
        text: `The gzip data ends early: ${inflated} bytes could be unpacked; what they hold is shown.`,
        offset: inflated,
      },
    ];
  }
  return [
    {
      code: 'gzip-damaged',
      text: `The gzip data is damaged after ${inflated} unpacked bytes (${stream.msg || `zlib ${err}`}); what came before is shown.`,
      offset: inflated,
    },
  ];
}

/** The size the last member claims, as far as it is plausible. */
async function expectedSize(source: Source, budget: Budget): Promise<number> {
  if (source.size < 18) return 1024;
  const tail = await source.slice(source.size - 4, source.size);
  const claimed = (tail[0] | (tail[1] << 8) | (tail[2] << 16) | (tail[3] << 24)) >>> 0;
  return claimed < source.size * 64 && claimed <= budget.bytesLeft
    ? claimed + 16
    : Math.min(source.size * 8, 1 << 26);
}
