import type { Pace } from '../../base/pace.ts';
import type { Filling, Source } from '../../base/source.ts';
import type { Budget, Unpacked } from './budget.ts';

/**
 * A faster inflate of the platform's (native zlib, DecompressionStream), tried first: the whole content, or null when
 * anything at all is unusual, in which case the careful path below decides what can be used.
 */
export type FastInflate = (bytes: Uint8Array, maxBytes: number) => Promise<Uint8Array | null>;

/**
 * Inflates in another thread while what has come is read. `size` is what the file claims to unpack to; null if nothing
 * comes.
 */
export type InflateAhead = (packed: Source, size: number) => Promise<Inflating | null>;

export interface Inflating extends Filling {
  /** Once it has ended: true if it was one intact file of just this size, with nothing behind it. Never rejects. */
  readonly isIntact: Promise<boolean>;
}

/** Content of less is unpacked before another thread has begun. */
const minAhead = 1 << 20;

/** Begins to unpack the file; null where there is no gain in it. What is taken from the budget is `bytes`. */
export async function inflating(
  source: Source,
  budget: Budget,
  ahead: InflateAhead | null,
): Promise<Inflating | null> {
  if (ahead === null || source.size < 18) return null;
  const size = claimedSize(await source.slice(source.size - 4, source.size));
  if (size < minAhead || size > maxFast(source, budget)) return null;
  const begun = await ahead(source, size);
  if (begun !== null) budget.take(size, 'gzip');
  return begun;
}

/** All members of a gzip file. What comes before a fault is used, with a notice; only "nothing at all" is an error. */
export async function gunzip(
  source: Source,
  budget: Budget,
  pace: Pace,
  fast: FastInflate | null,
): Promise<Unpacked> {
  if (fast !== null) {
    const whole = await fast(await source.slice(0, source.size), maxFast(source, budget));
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
  const claimed = claimedSize(await source.slice(source.size - 4, source.size));
  return claimed < source.size * 64 && claimed <= budget.bytesLeft
    ? claimed + 16
    : Math.min(source.size * 8, 1 << 26);
}

/** Of the last member, modulo 2^32. */
function claimedSize(tail: Uint8Array): number {
  return (tail[0] | (tail[1] << 8) | (tail[2] << 16) | (tail[3] << 24)) >>> 0;
}

/** What may be unpacked before anything looks at it, in bytes. */
function maxFast(source: Source, budget: Budget): number {
  return Math.min(budget.bytesLeft, Math.max(1 << 28, source.size * 250));
}
