import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, expect, test } from 'vitest';
import { generatePprof } from '../testing/generate-pprof.ts';
import { openPath } from './file-source.ts';
import { forgetEarly, inflateEarly, inflateEarlyOrNow } from './inflate-early.ts';

const folder = mkdtempSync(join(tmpdir(), 'unpark-early-'));
afterAll(() => rmSync(folder, { recursive: true }));

const plain = generatePprof({ samples: 60_000, stacks: 60_000, functions: 9000, depth: 22, seed: 5 });
const packed = gzipSync(plain);
const path = join(folder, 'heap.pb.gz');
writeFileSync(path, packed);
const other = join(folder, 'other.pb.gz');
writeFileSync(other, packed);

async function inflated(file: string): Promise<Uint8Array | null> {
  const source = openPath(file, packed.length);
  try {
    const inflating = await inflateEarlyOrNow(source, plain.length);
    return inflating !== null && (await inflating.isIntact) ? inflating.bytes : null;
  } finally {
    source.close();
  }
}

test('a file that was begun early is all there, and so is another', async () => {
  inflateEarly(path);
  expect(Buffer.compare((await inflated(other)) ?? new Uint8Array(), plain)).toBe(0);
  expect(Buffer.compare((await inflated(path)) ?? new Uint8Array(), plain)).toBe(0);
  expect(Buffer.compare((await inflated(path)) ?? new Uint8Array(), plain)).toBe(0);
});

test('what was begun and is not wanted is not gone on with', async () => {
  inflateEarly(path);
  forgetEarly();
  expect(Buffer.compare((await inflated(path)) ?? new Uint8Array(), plain)).toBe(0);
});

test('no file, a folder, a small file and one that is no gzip are left to the reader', () => {
  writeFileSync(join(folder, 'small'), packed.subarray(0, 100));
  writeFileSync(join(folder, 'plain'), plain);
  for (const name of ['none', '', 'small', 'plain'])
    expect(() => inflateEarly(join(folder, name))).not.toThrow();
  forgetEarly();
});
