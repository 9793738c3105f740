import { afterEach, describe, expect, it, vi } from 'vitest';
import { corpusBytes, corpusList, hasCorpus } from '../../testing/corpus.ts';
import { readTraceBytes } from '../../testing/trace-text/read.ts';
import { RegularEvents } from './regular-events.ts';

/** A read that was refused gives the reason. */
const outcomeOf = (bytes: Uint8Array): Promise<unknown> => readTraceBytes(bytes).catch(String);

afterEach(() => vi.restoreAllMocks());

describe.skipIf(!hasCorpus)('regular events, taken fast', () => {
  for (const folder of ['trace', 'third-party/trace-conformance']) {
    for (const name of corpusList(folder).filter((each) => each.endsWith('.trace'))) {
      it(`${name}: the same trace as with every event asked everything`, async () => {
        const bytes = corpusBytes(`${folder}/${name}`);
        const fast = await outcomeOf(bytes);
        vi.spyOn(RegularEvents.prototype, 'run').mockReturnValue(0);
        expect(await outcomeOf(bytes)).toEqual(fast);
      });
    }
  }
});
