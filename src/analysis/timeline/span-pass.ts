import type { Pace } from '../../base/pace.ts';
import type { Trace } from '../../model/trace.ts';
import { PassBuilder, type SpanPass } from './pass-builder.ts';

const known = new WeakMap<Trace, SpanPass>();

/** Rows between two looks at the clock. */
const piece = 1 << 16;

/** Made once. For questions that may take their time. */
export async function spanPass(trace: Trace, pace: Pace): Promise<SpanPass> {
  const before = known.get(trace);
  if (before !== undefined) return before;
  const builder = new PassBuilder(trace);
  while (builder.advance(piece))
    if (pace.isDue()) await pace.breathe(builder.goroutine, trace.goroutines.length);
  return keep(trace, builder);
}

/** The same at once. */
export function spanPassNow(trace: Trace): SpanPass {
  const before = known.get(trace);
  if (before !== undefined) return before;
  const builder = new PassBuilder(trace);
  builder.advance(Infinity);
  return keep(trace, builder);
}

function keep(trace: Trace, builder: PassBuilder): SpanPass {
  const pass = builder.finish();
  known.set(trace, pass);
  return pass;
}
