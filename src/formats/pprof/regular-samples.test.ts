import { expect, test } from 'vitest';
import { Cursor } from '../../base/cursor.ts';
import { Pace } from '../../base/pace.ts';
import { type Filling, filled } from '../../base/source.ts';
import { type Random, seededRandom } from '../../testing/random.ts';
import { decodeProfile } from './decode.ts';
import { RawSamples, readSample } from './samples.ts';

const rounds = Array.from({ length: 40 }, (_, seed) => seed);
const sampleTag = 2 * 8 + 2;

function varint(value: bigint): number[] {
  const out: number[] = [];
  let rest = BigInt.asUintN(64, value);
  for (; rest >= 0x80n; rest >>= 7n) out.push(Number(rest & 0x7fn) | 0x80);
  return [...out, Number(rest)];
}

function message(tag: number, content: readonly number[]): number[] {
  return [tag, ...varint(BigInt(content.length)), ...content];
}

/** Of any size up to four bytes; one in `odd` is what only the general reader takes. */
function anyNumber(random: Random, odd: number): bigint {
  if (odd > 0 && random.below(odd) === 0)
    return random.pick([0n, 1n << 28n, 1n << 49n, (1n << 53n) + 1n, -1n]);
  return BigInt.asUintN(7 * (1 + random.below(4)), BigInt(1 + random.below(1 << 28)));
}

function anySample(random: Random, odd: number, isEven: boolean): number[] {
  const numbers = (count: number): bigint[] => Array.from({ length: count }, () => anyNumber(random, odd));
  const list = (field: number, all: readonly bigint[]): number[] =>
    odd > 0 && random.below(odd) === 0
      ? all.flatMap((one) => [field * 8, ...varint(one)])
      : message(field * 8 + 2, all.flatMap(varint));
  const ids = list(1, numbers(random.below(random.below(9) === 0 ? 90 : 9)));
  const values = list(2, numbers(isEven ? 4 : random.below(5)));
  const label = odd > 0 && random.below(odd) === 0 ? message(3 * 8 + 2, [8, 1, 16, 2]) : [];
  return random.below(20) === 0 ? [...values, ...label, ...ids] : [...ids, ...values, ...label];
}

function columnsOf({ lists, list, values, label, labelStart }: RawSamples) {
  values.flatten();
  return {
    lists: [lists.start, lists.low, lists.high].map((column) => Array.from(column.finish())),
    largest: lists.largest,
    samples: [list, label, labelStart].map((column) => Array.from(column.finish())),
    values: [values.start, values.flat].map((column) => Array.from(column.finish())),
    exact: values.exact === null ? null : Array.from(values.exact.finish()),
  };
}

/** Every sample through the reader that takes any. */
function readOneByOne(contents: readonly (readonly number[])[]): RawSamples {
  const samples = new RawSamples();
  for (const content of contents) readSample(new Cursor(Uint8Array.from(content), 'pprof'), samples);
  return samples;
}

/** Comes in pieces of any size. */
function inPieces(bytes: Uint8Array, random: Random): Filling {
  const so = new Uint8Array(bytes.length);
  let come = 0;
  return {
    bytes: so,
    more: async (known) => {
      while (come <= known && come < bytes.length) {
        const next = Math.min(bytes.length, come + 1 + random.below(60));
        so.set(bytes.subarray(come, next), come);
        come = next;
      }
      return come;
    },
  };
}

test.each(rounds)('whichever way samples are read, the columns are the same (seed %i)', async (seed) => {
  const random = seededRandom(seed);
  const odd = [0, 40, 400][seed % 3];
  const contents = Array.from({ length: 150 }, () => anySample(random, odd, seed % 4 > 0));
  const bytes = Uint8Array.from(contents.flatMap((content) => message(sampleTag, content)));
  const expected = columnsOf(readOneByOne(contents));
  const whole = await decodeProfile(filled(bytes), new Pace());
  expect(columnsOf(whole.samples)).toEqual(expected);
  const pieces = await decodeProfile(inPieces(bytes, random), new Pace());
  expect(columnsOf(pieces.samples)).toEqual(expected);
  expect(pieces.truncatedAt).toBeNull();
});

test('a profile that is cut is cut at the same place, whole or in pieces', async () => {
  const random = seededRandom(7);
  const contents = Array.from({ length: 20 }, () => anySample(random, 0, true));
  const bytes = Uint8Array.from(contents.flatMap((content) => message(sampleTag, content)));
  for (let length = 1; length < bytes.length; length += 7) {
    const cut = bytes.slice(0, length);
    const whole = await decodeProfile(filled(cut), new Pace());
    const pieces = await decodeProfile(inPieces(cut, random), new Pace());
    expect(pieces.truncatedAt).toBe(whole.truncatedAt);
    expect(columnsOf(pieces.samples)).toEqual(columnsOf(whole.samples));
  }
});
