import { FormatError } from '../../base/errors.ts';
import type { Pace } from '../../base/pace.ts';
import type { Source } from '../../base/source.ts';
import type { Notice } from '../../model/origin.ts';
import { type Budget, Gathering, type Unpacked } from './budget.ts';
import { guarded } from './member.ts';

const chunkBytes = 1 << 18;

/** The content of a zstd file. What comes before a fault is used, with a notice; "nothing at all" is an error. */
export async function unzstd(source: Source, budget: Budget, pace: Pace): Promise<Unpacked> {
  const { Decompress } = await import('fzstd');
  const out = new Gathering(Math.min(source.size * 4, 1 << 26));
  const stream = new Decompress((chunk) => {
    budget.take(chunk.length, 'zstd');
    out.add(chunk);
    budget.checkRatio(source.size, out.length, 'zstd');
  });
  const notices: Notice[] = [];
  for (let pos = 0; pos < source.size; pos += chunkBytes) {
    const end = Math.min(source.size, pos + chunkBytes);
    const chunk = await source.slice(pos, end);
    try {
      guarded('zstd', pos, () => stream.push(chunk.slice(), end === source.size));
    } catch (error) {
      if (!(error instanceof FormatError) || error.code === 'too-large' || out.length === 0) throw error;
      notices.push({
        code: 'zstd-damaged',
        text: `The zstd data is damaged or ends early: ${out.length} bytes could be unpacked; what they hold is shown.`,
        offset: out.length,
      });
      break;
    }
    await pace.breathe(end, source.size);
  }
  return { bytes: out.finish(), notices };
}
