import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { bytesSource } from '../base/source.ts';
import { partsText } from '../testing/document-text.ts';
import { generatePprof } from '../testing/generate-pprof.ts';
import { openBytes } from '../testing/open-bytes.ts';
import { inflateAhead } from './inflate-ahead.ts';

const plain = generatePprof({ samples: 20_000, stacks: 9_000, functions: 900, depth: 22, seed: 3 });
const packed = new Uint8Array(gzipSync(plain));

function join(...parts: readonly Uint8Array[]): Uint8Array {
  return new Uint8Array(Buffer.concat(parts));
}

function changed(bytes: Uint8Array, at: number): Uint8Array {
  const out = bytes.slice();
  out[at] ^= 0xff;
  return out;
}

/** The last four bytes say what a file unpacks to. */
function claiming(size: number): Uint8Array {
  const out = packed.slice();
  new DataView(out.buffer).setUint32(out.length - 4, size, true);
  return out;
}

async function begun(file: Uint8Array, size: number) {
  const inflating = await inflateAhead(bytesSource(file, ''), size);
  if (inflating === null) throw new Error('nothing came');
  return inflating;
}

describe('inflate in another thread', () => {
  test('gives all bytes, piece by piece', async () => {
    const { bytes, more, isIntact } = await begun(packed, plain.length);
    const steps: number[] = [];
    for (let come = 0; come < plain.length; steps.push(come)) come = await more(come);
    expect(steps.length).toBeGreaterThan(1);
    expect(Buffer.compare(bytes, plain)).toBe(0);
    expect(await isIntact).toBe(true);
  });

  test.each([
    ['a cut file', packed.subarray(0, packed.length >> 1)],
    ['a damaged file', changed(packed, packed.length >> 1)],
    ['a wrong checksum', changed(packed, packed.length - 6)],
    ['bytes behind it', join(packed, Uint8Array.of(1, 2, 3))],
    ['zeros behind it', join(packed, new Uint8Array(1 << 19))],
    ['nothing but a header', packed.subarray(0, 20)],
    ['several members', join(packed, packed)],
    ['a size too small', claiming(plain.length - 5)],
    ['a size too large', claiming(plain.length + 5)],
  ])('%s: is not taken for intact, and reads as without', async (_, file) => {
    const size = new DataView(file.buffer, file.byteOffset + file.length - 4).getUint32(0, true);
    const ahead = await inflateAhead(
      bytesSource(file, ''),
      Math.min(Math.max(size, 1 << 20), plain.length * 2),
    );
    expect((await ahead?.isIntact) ?? false).toBe(false);
    const read = partsText(await openBytes(file, 'heap.pb.gz', { inflateAhead }));
    expect(read).toBe(partsText(await openBytes(file, 'heap.pb.gz')));
  });

  test('waits for no byte that does not come', async () => {
    const { more } = await begun(packed.subarray(0, packed.length >> 1), plain.length);
    const all = async (): Promise<void> => {
      for (let come = 0; come < plain.length; ) come = await more(come);
    };
    await expect(all()).rejects.toThrow('ends before');
  });

  test('an intact file reads as without', async () => {
    const ahead = partsText(await openBytes(packed, 'heap.pb.gz', { inflateAhead }));
    expect(ahead).toBe(partsText(await openBytes(plain, 'heap.pb.gz')));
  });
});
