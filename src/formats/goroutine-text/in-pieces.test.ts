import { expect, test } from 'vitest';
import { bytesSource, type Source } from '../../base/source.ts';
import type { Goroutines } from '../../model/goroutines.ts';
import { generateDump } from '../../testing/generate-dump.ts';
import { openFile } from '../open.ts';
import { readers } from '../readers.ts';

async function read(source: Source): Promise<Goroutines> {
  const options = { readers, signal: new AbortController().signal, onProgress: () => undefined };
  const [part] = await openFile(source, options);
  if (!part.ok || part.document.kind !== 'goroutines') throw new Error('no dump');
  return part.document;
}

test('a file read piece by piece is the same dump', async () => {
  const bytes = generateDump({ goroutines: 16_000, stacks: 500, maxBytes: 5 << 20, seed: 5 });
  const whole = bytesSource(bytes, 'dump.txt');
  const reads: number[] = [];
  const file: Source = {
    ...whole,
    readInto: (start, into) => {
      const part = bytes.subarray(start, start + into.length);
      into.set(part);
      reads.push(part.length);
      return Promise.resolve(part.length);
    },
  };
  const [expected, given] = [await read(whole), await read(file)];
  expect(reads.length).toBeGreaterThan(1);
  expect(given.goroutines).toEqual(expected.goroutines);
  expect(given.args).toEqual(expected.args);
  expect(given.symbols).toEqual(expected.symbols);
  expect(given.notices).toEqual(expected.notices);
});
