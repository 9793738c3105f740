import { describe, expect, it } from 'vitest';
import { bytesSource, type Source } from '../../base/source.ts';
import { seededRandom } from '../../testing/random.ts';
import { ByteWindow } from './byte-window.ts';

const bytes = new Uint8Array(5_300_000).map((_, i) => (i * 2_654_435_761) >>> 24);

/** Bytes that come later than they are asked for, some of them before others that were asked for first. */
function lateSource(failsFrom = Infinity): Source {
  const random = seededRandom(4);
  return {
    ...bytesSource(bytes, 'late'),
    isElsewhere: true,
    givesCopies: true,
    slice: async (start, end) => {
      await new Promise((resolve) => setTimeout(resolve, random.below(5)));
      if (start >= failsFrom) throw new Error('gone');
      return bytes.slice(start, end);
    },
  };
}

/** Everything the window gives, dropping uneven parts of it as it goes. */
async function through(window: ByteWindow): Promise<Uint8Array> {
  const all: Uint8Array[] = [];
  const random = seededRandom(9);
  while (await window.more()) {
    const count = random.below(window.length);
    all.push(window.bytes.slice(0, count));
    window.drop(count);
  }
  all.push(window.bytes.slice(0, window.length));
  return new Uint8Array(await new Blob(all as BlobPart[]).arrayBuffer());
}

describe('a window that moves through a source', () => {
  for (const [name, source] of [
    ['at hand', bytesSource(bytes, 'here')],
    ['that come late', lateSource()],
  ] as const) {
    it(`gives all bytes in order: bytes ${name}`, async () => {
      expect(Buffer.compare(await through(new ByteWindow(source)), bytes)).toBe(0);
    });
  }

  it('gives the bytes before those that cannot be read, then the error', async () => {
    const window = new ByteWindow(lateSource(2 << 20));
    expect(await window.more()).toBe(true);
    expect(await window.more()).toBe(true);
    await expect(window.more()).rejects.toThrow('gone');
    expect(window.length).toBe(2 << 20);
  });
});
