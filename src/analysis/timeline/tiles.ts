import { QueryError } from '../../base/errors.ts';
import type { Pace } from '../../base/pace.ts';
import type { Trace } from '../../model/trace.ts';
import { lanesOf } from './lanes.ts';
import type { TileQuestion } from './question.ts';

/** More than a screen with its margins can need. */
const maxCells = 32_000_000;

/** One cell per lane and bucket, lane by lane. */
export async function tileCells(trace: Trace, question: TileQuestion, pace: Pace): Promise<Uint8Array> {
  const { by, rows, startNs, bucketNs, buckets } = question;
  if (!(rows.length * buckets <= maxCells && bucketNs > 0 && buckets >= 1))
    throw new QueryError('over-budget', `a tile of ${rows.length} lanes and ${buckets} buckets is too large`);
  const { pyramids, parked, steps } = lanesOf(trace);
  const lanes = steps[by].end.length;
  const out = new Uint8Array(rows.length * buckets);
  const frame = { startNs, bucketNs, buckets };
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i];
    if (!(row >= 0 && row < lanes)) throw new QueryError('bad-argument', `there is no lane ${row}`);
    const since = by === 'goroutine' ? parked.since(row) : Number.NaN;
    pyramids[by].fill(row, frame, since, out, i * buckets);
    if (pace.isDue()) await pace.breathe(i, rows.length);
  }
  return out;
}
