import { describe, expect, test } from 'vitest';
import { Pace } from '../../base/pace.ts';
import { corpusBytes, hasCorpus } from '../../testing/corpus.ts';
import { openDocuments } from '../../testing/open-bytes.ts';
import { mmuWindows } from './mmu.ts';

/**
 * The worst windows of 10 ms by `go tool trace` (go1.26.8, /mmu?mode=details), for the flags that it gets right: a mark
 * worker's second run on a proc never ends there, so the figures of 'background' come from the same code with that mended.
 */
const expected = [
  ['trace/small-1.27.trace', 'stw', [0.9436, 0.955, 0.9612, 0.9676]],
  ['trace/small-1.27.trace', 'background', [0.8984, 0.9371, 0.9737, 0.9823]],
  ['trace/small-1.22.trace', 'stw', [0.978, 0.9782, 0.9839, 0.9842]],
  ['trace/small-1.22.trace', 'assist sweep', [0.9926, 0.9984]],
  ['servers/prometheus_2.53.3/trace.out.gz', 'stw', [0.1915, 0.4193, 0.4333, 0.5103]],
  ['servers/prometheus_2.53.3/trace.out.gz', 'background', [0.291, 0.2967, 0.31, 0.3433]],
  ['servers/prometheus_2.53.3/trace.out.gz', 'assist sweep', [0.4703, 0.6282, 0.7775, 0.8219]],
  ['servers/prometheus_2.53.3/trace.out.gz', 'stw background assist sweep', [0.0957, 0.1963, 0.2166, 0.2173]],
  ['servers/etcd-server_3.5.16/trace.out.gz', 'stw', [0, 0.6963, 0.8821, 0.9222]],
  ['servers/etcd-server_3.5.16/trace.out.gz', 'background', [0.3271, 0.3822, 0.4012, 0.4591]],
] as const;

describe.skipIf(!hasCorpus)('minimum mutator utilisation of the corpus', () => {
  test.each(expected)('%s: the worst windows with %s', async (path, flags, worst) => {
    const [trace] = await openDocuments(corpusBytes(path), path, { referenceTimes: true });
    if (trace.kind !== 'trace') throw new Error(`${path} is no trace`);
    const has = (flag: string): boolean => flags.split(' ').includes(flag);
    const question = {
      stw: has('stw'),
      background: has('background'),
      assist: has('assist'),
      sweep: has('sweep'),
      perProc: false,
      windowNs: 10e6,
      limit: worst.length,
    };
    const found = await mmuWindows(trace, question, new Pace());
    for (const [i, { utilisation }] of found.entries()) expect(utilisation).toBeCloseTo(worst[i], 3);
    expect(found).toHaveLength(worst.length);
  });
});
