import { Writer } from 'protobufjs/minimal.js';
import { describe, expect, test } from 'vitest';
import type { Profile } from '../../model/profile.ts';
import { openBytes, openDocuments } from '../../testing/open-bytes.ts';
import { encodeMessages, type ProfileMessage } from '../../testing/pprof-messages.ts';
import { messageLines, profileLines } from '../../testing/profile-lines.ts';

const strings = [
  '',
  'cpu',
  'nanoseconds',
  'samples',
  'count',
  'main.main',
  'main.f',
  'main.go',
  'thread',
  'worker',
];
const base: ProfileMessage = {
  sampleType: [
    { type: 3, unit: 4 },
    { type: 1, unit: 2 },
  ],
  sample: [{ locationId: [2, 1], value: [1, 10] }],
  location: [
    { id: 1, address: 0x1000, line: [{ functionId: 1, line: 3 }] },
    { id: 2, address: 0x2000, line: [{ functionId: 2, line: 7 }] },
  ],
  function: [
    { id: 1, name: 5, filename: 7 },
    { id: 2, name: 6, filename: 7 },
  ],
  stringTable: strings,
};

async function read(bytes: Uint8Array, name = ''): Promise<Profile> {
  const [document] = await openDocuments(bytes, name);
  return document as Profile;
}

const codes = (profile: Profile): string[] => profile.notices.map(({ code }) => code);

async function failure(bytes: Uint8Array): Promise<unknown> {
  const [part] = await openBytes(bytes);
  return part.ok
    ? 'no error'
    : { code: part.error.code, format: part.error.format, offset: part.error.offset };
}

describe('forms of the same profile', () => {
  const expected = messageLines(encodeMessages(base));

  test('as protobufjs writes it', async () => {
    expect(profileLines(await read(encodeMessages(base)))).toEqual(expected);
  });

  test('unpacked, packed and mixed lists; strings first; unknown fields between', async () => {
    const head = encodeMessages({ ...base, sample: [] });
    const type = Writer.create();
    type.uint32(18).fork();
    type.uint32(8).uint64(2).uint32(10).fork().uint64(1).ldelim();
    type.uint32(160).uint32(7).uint32(162).string('unknown');
    type.uint32(18).fork().int64(1).ldelim().uint32(16).int64(10);
    type.ldelim();
    const sample = type.finish();
    const table = Writer.create();
    for (const text of strings) table.uint32(50).string(text);
    const withoutStrings = encodeMessages({ ...base, sample: [], stringTable: [] });
    const after = new Uint8Array([...head, ...sample]);
    const before = new Uint8Array([...table.finish(), ...sample, ...withoutStrings]);
    expect(profileLines(await read(after))).toEqual(expected);
    expect(profileLines(await read(before))).toEqual(expected);
  });

  test('ids of 64 bits, sparse and in any order', async () => {
    const id = (n: number): { low: number; high: number; unsigned: boolean } => ({
      low: n,
      high: 0xf000_0000 | 0,
      unsigned: true,
    });
    const wideIds = {
      ...base,
      sample: [{ locationId: [id(7), 1, id(9)], value: [1, 10] }],
      location: [
        { id: id(9), address: id(1), line: [{ functionId: id(5), line: 3 }] },
        { id: 1, address: 5, line: [{ functionId: 70_000_000, line: 4 }] },
        { id: id(7), address: 6, line: [{ functionId: 70_000_000, line: 5 }] },
      ],
      function: [
        { id: id(5), name: 5 },
        { id: 70_000_000, name: 6 },
      ],
    } as unknown as ProfileMessage;
    const bytes = encodeMessages(wideIds);
    const profile = await read(bytes);
    expect(profileLines(profile)).toEqual(messageLines(bytes));
    expect(codes(profile)).toEqual([]);
    expect(Array.from(profile.symbols.locations.address)).toContain(0xf000_0000_0000_0001n);
  });
});

describe('values', () => {
  test('negative, and exact beyond 2^53 in the columns that need it', async () => {
    const varint = (value: bigint): number[] => {
      const out: number[] = [];
      for (let rest = BigInt.asUintN(64, value); ; rest >>= 7n) {
        if (rest < 128n) return [...out, Number(rest)];
        out.push(Number(rest & 127n) | 128);
      }
    };
    const large = 2n ** 53n + 1n;
    const values = [...varint(-5n), ...varint(large)];
    const body = [10, 1, 1, 18, values.length, ...values];
    const small = [10, 1, 1, 18, 2, 3, 4];
    const head = encodeMessages({ ...base, sample: [] });
    const bytes = new Uint8Array([...head, 18, body.length, ...body, 18, small.length, ...small]);
    const { samples } = await read(bytes);
    expect(Array.from(samples.values[0])).toEqual([-5, 3]);
    expect(samples.exact[0]).toBe(null);
    expect(Array.from(samples.exact[1] ?? [])).toEqual([large, 4n]);
  });

  test('the default type is the named one, else the last', async () => {
    expect((await read(encodeMessages(base))).defaultValueType).toBe(1);
    expect((await read(encodeMessages({ ...base, defaultSampleType: 3 }))).defaultValueType).toBe(0);
    expect((await read(encodeMessages({ ...base, defaultSampleType: 9 }))).defaultValueType).toBe(1);
  });

  test('time, duration, period, comments and expressions', async () => {
    const profile = await read(
      encodeMessages({
        ...base,
        timeNanos: 1_767_323_045_000,
        durationNanos: 30,
        periodType: { type: 1, unit: 2 },
        period: 10_000_000,
        comment: [9, 8],
        dropFrames: 6,
        keepFrames: 5,
        docUrl: 7,
      }),
    );
    expect(profile).toMatchObject({
      timeNanos: 1_767_323_045_000n,
      durationNanos: 30n,
      periodType: { type: 'cpu', unit: 'nanoseconds' },
      period: 10_000_000,
      comments: ['worker', 'thread'],
      dropFrames: 'main.f',
      keepFrames: 'main.main',
      docUrl: 'main.go',
    });
    expect(profile.origin).toMatchObject({ timeMs: 1_767_323, timeFrom: 'capture' });
  });
});

describe('symbols and labels', () => {
  test('inlined lines come before their caller; a location without lines is one frame', async () => {
    const bytes = encodeMessages({
      ...base,
      sample: [{ locationId: [1, 2], value: [1, 1] }],
      location: [
        {
          id: 1,
          address: 0x1000,
          line: [
            { functionId: 2, line: 7, column: 3 },
            { functionId: 1, line: 3 },
          ],
        },
        { id: 2, address: 0x2000, mappingId: 1 },
      ],
      mapping: [{ id: 1, memoryStart: 0x1000, memoryLimit: 0x9000, filename: 9, buildId: 8 }],
    });
    const profile = await read(bytes);
    expect(profileLines(profile)).toEqual(messageLines(bytes));
    expect(Array.from(profile.symbols.frames.isInlined)).toEqual([1, 0, 0]);
    expect(profile.origin).toMatchObject({ program: 'worker', buildId: 'thread' });
  });

  test('texts, numbers with and without unit, repeated keys, and labels of nothing', async () => {
    const label = [
      { key: 8, str: 9 },
      { key: 8, num: 5, numUnit: 4 },
      { key: 8, num: -1 },
      { key: 8, num: 0, numUnit: 4 },
      { key: 8 },
    ];
    const bytes = encodeMessages({ ...base, sample: [{ locationId: [1], value: [1, 1], label }] });
    const profile = await read(bytes);
    expect(profileLines(profile)).toEqual(messageLines(bytes));
    expect(profile.labelSets.key.length).toBe(4);
  });

  test('markup and absurd names stay text', async () => {
    const huge = 'x'.repeat(10 << 20);
    const table = [...strings.slice(0, 5), '<script>alert(1)</script>', huge, ...strings.slice(7)];
    const profile = await read(encodeMessages({ ...base, stringTable: table }));
    expect(profile.symbols.strings).toContain('<script>alert(1)</script>');
    expect(profile.symbols.strings).toContain(huge);
  });

  test('a profile of no contention is told by its name only', async () => {
    const empty = encodeMessages({
      sampleType: [{ type: 1, unit: 2 }],
      stringTable: ['', 'contentions', 'count'],
    });
    expect((await read(empty, 'mutex.pb.gz')).profileKind).toBe('mutex');
    expect((await read(empty, 'a.pb.gz')).profileKind).toBe('block');
  });
});

describe('what a strict reader refuses is shown, and told', () => {
  test.each<[string, ProfileMessage, string]>([
    [
      'names beyond the string table',
      {
        ...base,
        function: [
          { id: 1, name: 99 },
          { id: 2, name: 6 },
        ],
      },
      'bad-strings',
    ],
    ['a first string that is not empty', { ...base, stringTable: ['x', ...strings.slice(1)] }, 'bad-strings'],
    [
      'a location that is not there',
      { ...base, sample: [{ locationId: [1, 77], value: [1, 1] }] },
      'missing-locations',
    ],
    ['a function that is not there', { ...base, function: [] }, 'missing-functions'],
    [
      'a mapping that is not there',
      { ...base, location: [{ id: 1, mappingId: 5 }, { id: 2 }] },
      'missing-mappings',
    ],
    ['ids defined twice', { ...base, location: [{ id: 1 }, { id: 1 }, { id: 2 }] }, 'duplicate-ids'],
    ['too few values', { ...base, sample: [{ locationId: [1], value: [1] }] }, 'wrong-value-count'],
    ['too many values', { ...base, sample: [{ locationId: [1], value: [1, 2, 3] }] }, 'wrong-value-count'],
    ['no sample types', { ...base, sampleType: [] }, 'no-sample-types'],
  ])('%s', async (_, message, code) => {
    const profile = await read(encodeMessages(message));
    expect(codes(profile)).toEqual([code]);
    expect(profile.samples.length).toBe(1);
  });

  test('a profile cut in a sample shows those before, with the offset', async () => {
    const many = encodeMessages({
      ...base,
      sample: Array.from({ length: 50 }, () => ({ locationId: [1], value: [1, 2] })),
    });
    const profile = await read(many.subarray(0, 200));
    expect(codes(profile)).toEqual(['truncated', 'missing-locations']);
    expect(profile.notices[0].offset).toBeGreaterThan(150);
    expect(profile.samples.length).toBeGreaterThan(10);
  });

  test('a file that breaks off within an id keeps what came of the sample', async () => {
    const profile = await read(
      Uint8Array.from([
        ...[0x0a, 4, 8, 1, 16, 1, 0x32, 0, 0x32, 1, 0x61],
        ...[0x22, 2, 8, 1, 0x12, 7, 0x0a, 1, 1, 0x12, 2, 5, 0],
        ...[0x12, 3, 8, 1, 8],
      ]),
    );
    expect(codes(profile)).toEqual(['truncated', 'wrong-value-count']);
    expect(profile.samples.length).toBe(2);
    expect(profile.samples.stack[1]).toBe(profile.samples.stack[0]);
  });
});

describe('what is no profile is an error with its offset', () => {
  const bytes = encodeMessages(base);

  test.each<[string, Uint8Array, unknown]>([
    [
      'a group',
      new Uint8Array([...bytes, 0x1b]),
      { code: 'malformed', format: 'pprof', offset: bytes.length + 1 },
    ],
    [
      'a varint of eleven bytes',
      new Uint8Array([...bytes, 0x48, ...Array.from({ length: 11 }, () => 0xff)]),
      { code: 'malformed', format: 'pprof' },
    ],
    [
      'two profiles in one file',
      new Uint8Array([
        ...encodeMessages({ ...base, timeNanos: 5 }),
        ...encodeMessages({ ...base, timeNanos: 6 }),
      ]),
      { code: 'malformed', format: 'pprof' },
    ],
    [
      'a message longer than what holds it',
      new Uint8Array([...bytes, 0x12, 4, 0x0a, 0x7f, 1, 1, ...bytes]),
      { code: 'truncated', format: 'pprof' },
    ],
    [
      'a length of 2^63',
      new Uint8Array([...bytes, 0x12, 4, 0x1a, 0xff, 0xff, 0xff, ...bytes]),
      { code: 'truncated', format: 'pprof' },
    ],
  ])('%s', async (_, content, expected) => {
    expect(await failure(content)).toMatchObject(expected as Record<string, unknown>);
  });
});
