import { expect, test } from 'vitest';
import { Pace } from '../../base/pace.ts';
import { type Filling, filled } from '../../base/source.ts';
import { type Random, seededRandom } from '../../testing/random.ts';
import { decodeProfile } from './decode.ts';
import type { RawProfile } from './raw-profile.ts';

const rounds = Array.from({ length: 40 }, (_, seed) => seed);

function varint(value: bigint): number[] {
  const out: number[] = [];
  let rest = BigInt.asUintN(64, value);
  for (; rest >= 0x80n; rest >>= 7n) out.push(Number(rest & 0x7fn) | 0x80);
  return [...out, Number(rest)];
}

function message(field: number, content: readonly number[]): number[] {
  return [field * 8 + 2, ...varint(BigInt(content.length)), ...content];
}

/** Of any size up to four bytes; one in `odd` is longer. */
function anyNumber(random: Random, odd: number): bigint {
  if (odd > 0 && random.below(odd) === 0)
    return random.pick([1n << 28n, (1n << 31n) + 7n, 1n << 47n, (1n << 53n) + 1n, -1n]);
  return BigInt.asUintN(7 * (1 + random.below(4)), BigInt(random.below(1 << 28)));
}

/** Varint fields of a message, each there or not; one in `odd` is of another type, or unknown. */
function anyFields(random: Random, odd: number, last: number): number[][] {
  const out: number[][] = [];
  for (let field = 2; field <= last; field++)
    if (random.below(4) > 0) out.push([field * 8, ...varint(anyNumber(random, odd))]);
  if (odd > 0 && random.below(odd) === 0)
    out.push(random.pick([[15 * 8, 1], message(9, [8, 1]), [8 * 8 + 5, 1, 2, 3, 4], [...varint(800n), 7]]));
  return out;
}

function anyId(random: Random, odd: number, row: number): number[] {
  const id = odd > 0 && random.below(odd) === 0 ? anyNumber(random, 2) : BigInt(row + 1);
  return [8, ...varint(id)];
}

function anyTables(random: Random, odd: number): number[][] {
  const out: number[][] = [];
  for (let row = 0; row < 60; row++) {
    const lines = Array.from({ length: random.below(4) }, () =>
      message(4, [...[8, ...varint(anyNumber(random, odd))], ...anyFields(random, odd, 3).flat()]),
    );
    const fields = [anyId(random, odd, row), ...anyFields(random, odd, 3), ...lines];
    out.push(message(4, (random.below(3) === 0 ? fields.reverse() : fields).flat()));
  }
  for (let row = 0; row < 60; row++)
    out.push(message(5, [anyId(random, odd, row), ...anyFields(random, odd, 5)].flat()));
  for (let row = 0; row < 60; row++)
    out.push(
      message(
        6,
        Array.from({ length: random.below(random.below(20) === 0 ? 300 : 20) }, () => 97),
      ),
    );
  return out;
}

function columnsOf({ functions, locations, functionIds, locationIds, duplicates, strings }: RawProfile) {
  const ids = Array.from({ length: 70 }, (_, id) => [functionIds.get(0, id), locationIds.get(0, id)]);
  return {
    rows: [functions.rows, locations.rows, locations.lines].map((column) => Array.from(column.finish())),
    withoutLines: locations.withoutLines,
    countsUp: [functionIds.countsUp, locationIds.countsUp],
    ids,
    duplicates,
    strings,
  };
}

/** Each message comes alone: what is ahead of it is not there to be looked at, so that it is not taken as regular. */
function oneByOne(messages: readonly number[][]): Filling {
  const ends = messages.map((_, i) => messages.slice(0, i + 1).flat().length);
  return {
    bytes: Uint8Array.from(messages.flat()),
    more: (known) => Promise.resolve(ends.find((end) => end > known) ?? known),
  };
}

test.each(rounds)('whichever way tables are read, the columns are the same (seed %d)', async (seed) => {
  const random = seededRandom(seed);
  const messages = anyTables(random, [0, 9, 90][seed % 3]);
  const regular = await decodeProfile(filled(Uint8Array.from(messages.flat())), new Pace());
  const general = await decodeProfile(oneByOne(messages), new Pace());
  expect(columnsOf(regular)).toEqual(columnsOf(general));
});
