import { expect, test } from 'vitest';
import { bytesSource, type Source } from '../../base/source.ts';
import { piecesOf } from './pieces.ts';

/** A source that is read piece by piece, as a file is, and never more than 100 bytes at once. */
function fileOf(text: string): Source {
  const bytes = new TextEncoder().encode(text);
  return {
    ...bytesSource(bytes, 'dump.txt'),
    readInto: (start, into) => {
      const part = bytes.subarray(start, start + Math.min(into.length, 100));
      into.set(part);
      return Promise.resolve(part.length);
    },
  };
}

async function textsOf(source: Source, pieceBytes: number): Promise<string[]> {
  const texts: string[] = [];
  for await (const piece of piecesOf(source, pieceBytes)) texts.push(new TextDecoder().decode(piece));
  return texts;
}

const goroutine = (id: number): string => `goroutine ${id} [select]:\nmain.loop()\n\t/a.go:${id} +0x1\n`;
const ids = Array.from({ length: 40 }, (_, index) => index + 1);

test.each([
  ['LF', '\n'],
  ['CRLF', '\r\n'],
])('pieces end behind blank lines and make up the text: %s', async (_, lineBreak) => {
  const text = ids.map(goroutine).join('\n').replaceAll('\n', lineBreak);
  const texts = await textsOf(fileOf(text), 256);
  expect(texts.join('')).toBe(text);
  expect(texts.length).toBeGreaterThan(5);
  for (const one of texts.slice(0, -1)) expect(one.endsWith(lineBreak + lineBreak)).toBe(true);
  for (const one of texts) expect(one.startsWith('goroutine ')).toBe(true);
});

test('a text without blank lines is one piece', async () => {
  const text = ids.map(goroutine).join('');
  expect(await textsOf(fileOf(text), 64)).toEqual([text]);
});

test('what is in memory is one piece', async () => {
  const text = ids.map(goroutine).join('\n');
  expect(await textsOf(bytesSource(new TextEncoder().encode(text), 'dump.txt'), 64)).toEqual([text]);
});
