import type { Pace } from '../../base/pace.ts';
import type { Source } from '../../base/source.ts';
import type { Budget, Unpacked } from './budget.ts';

/**
 * A faster inflate of the platform's (native zlib, DecompressionStream), tried first: the whole content, or null when
 * anything at all is unusual, in which case the careful path below decides what can be used.
 */
export type FastInflate = (bytes: Uint8Array, maxBytes: number) => Promise<Uint8Array | null>;

/** All members of a gzip file. What comes before a fault is used, with a notice; only "nothing at all" is an error. */
export async function gunzip(
  source: Source,
  budget: Budget,
  pace: Pace,
  fast: FastInflate | null,
): Promise<Unpacked> {
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
  const { gunzipCarefully } = await import('./gzip-carefully.ts');
  return gunzipCarefully(source, budget, pace, await expectedSize(source, budget));
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
