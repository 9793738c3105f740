import { gunzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { GoroutineFlag } from '../../model/goroutines.ts';
import { corpusBytes, corpusList, hasCorpus } from '../../testing/corpus.ts';
import { openBytes } from '../../testing/open-bytes.ts';

const folder = 'leaks/fixtures';
const files = corpusList(folder).flatMap((version) =>
  corpusList(`${folder}/${version}`)
    .filter((name) => !name.includes('debug1'))
    .map((name) => `${version}/${name}`),
);

/**
 * Goroutines that a text prints, counted without the reader: header lines by id, each id once but the g0 of threads;
 * a test's second dump counts its own. goleak and the race detector have their own wording.
 */
function countByHeaders(text: string): number {
  let total = 0;
  const dumps = text.split(/^(?=panic: )/m);
  for (const dump of dumps) {
    const ids = [...dump.matchAll(/^goroutine (\d+) .*\[.*:$/gm)].map(([, id]) => id);
    total += new Set(ids.filter((id) => id !== '0')).size + ids.filter((id) => id === '0').length;
  }
  const goleak = [...text.matchAll(/Goroutine (\d+) in state /g)].map(([, id]) => id);
  const race = [...text.matchAll(/at 0x[0-9a-f]+ by goroutine (\d+):/g)].map(([, id]) => id);
  return total + new Set(goleak).size + new Set(race).size;
}

describe.skipIf(!hasCorpus)('fixtures of every version (skipped without ../shared)', () => {
  test('there are well over a hundred', () => {
    expect(files.length).toBeGreaterThan(100);
  });

  test.each(files)('%s: every goroutine is read, none is invented', async (name) => {
    const bytes = corpusBytes(`${folder}/${name}`);
    const text = new TextDecoder().decode(name.endsWith('.gz') ? gunzipSync(bytes) : bytes);
    const expected = countByHeaders(text);
    const parts = await openBytes(bytes, name);
    if (expected === 0) {
      expect(parts.map((part) => (part.ok ? '' : part.error.detail))).toEqual([
        expect.stringContaining('GOTRACEBACK'),
      ]);
      return;
    }
    let read = 0;
    let partial = 0;
    for (const part of parts) {
      if (!part.ok || part.document.kind !== 'goroutines') throw new Error(`${name} was not read`);
      const { goroutines } = part.document;
      read += goroutines.length;
      for (let g = 0; g < goroutines.length; g++) {
        if (goroutines.flags[g] & GoroutineFlag.partial) partial++;
        else expect(goroutines.stack[g]).toBeGreaterThanOrEqual(0);
      }
    }
    expect(read).toBe(expected);
    expect(partial).toBeLessThanOrEqual(text.split('stack unavailable').length - 1);
  });
});
