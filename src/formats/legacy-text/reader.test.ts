import { describe, expect, test } from 'vitest';
import { FormatError } from '../../base/errors.ts';
import type { Profile } from '../../model/profile.ts';
import { partsText } from '../../testing/document-text.ts';
import { openBytes, openDocuments } from '../../testing/open-bytes.ts';

async function profileOf(content: string | Uint8Array, name = ''): Promise<Profile> {
  const [document] = await openDocuments(content, name);
  if (document.kind !== 'profile') throw new Error('no profile');
  return document;
}

/** The samples as `values: frames`. */
async function samplesOf(content: string | Uint8Array): Promise<string[]> {
  await profileOf(content);
  const lines = partsText(await openBytes(content))
    .trim()
    .split('\n');
  return lines.slice(lines.findIndex((line) => line.includes(' samples, ')) + 1);
}

describe('count profiles', () => {
  test('any name, labels with escapes, and frames with one or more tabs', async () => {
    const text = `open/conns.v1 profile: total 5
3 @ 0x10 0x20
# labels: {"a \\"b\\"":"x, y", "é":"\\u00fc\\n"}
#\t0xf\t\tmain.(*T[...]).Open+0x1f\t\tC:/src/mod@v1.2.3/open.go:12
#\t0x1f\tmain.main+0x2\tmain.go:3

2 @ 0x30
`;
    expect(await samplesOf(text)).toEqual([
      '3 {"a \\"b\\"": "x, y", "é": "ü\\n"}: main.(*T[...]).Open open.go:12 < main.main main.go:3',
      '2: 0x2f',
    ]);
    expect((await profileOf(text)).valueTypes).toEqual([{ type: 'open/conns.v1', unit: 'count' }]);
  });

  test('tabs turned into blanks, CRLF and a byte order mark change nothing', async () => {
    const text = 'goroutine profile: total 1\n1 @ 0x10\n#\t0xf\tmain.f+0x1\tf.go:9\n';
    const plain = await samplesOf(text);
    expect(await samplesOf(text.replaceAll('\t', '    '))).toEqual(plain);
    expect(await samplesOf(`\ufeff${text.replaceAll('\n', '\r\n')}`)).toEqual(plain);
    expect(plain).toEqual(['1: main.f f.go:9']);
  });

  test('a total that does not fit, and lines that are no records, are told', async () => {
    const { notices } = await profileOf('goroutine profile: total 9\n1 @ 0x10\nwhat is this\n');
    expect(notices.map(({ code }) => code)).toEqual(['odd-lines', 'wrong-total']);
  });

  test('runtime PCs that the text lists but hides are kept for the wait', async () => {
    const { samples } = await profileOf(
      'goroutine profile: total 1\n1 @ 0x10 0x20 0x30\n#\t0x2f\tmain.f+0x1\tf.go:9\n',
    );
    expect(Array.from(samples.hidden?.pc ?? [])).toEqual([0xf, 0x1f]);
  });
});

describe('heap text', () => {
  test('samples are scaled to what was allocated; the block size is a label', async () => {
    const text = `heap profile: 2: 20 [4: 48] @ heap/1048576
1: 16 [3: 48] @ 0x11
-1: -16 [3: 48] @ 0x21

# runtime.MemStats
# HeapAlloc = 3
# PauseNs = [1 2]
`;
    const rate = 524_288;
    const scale = 1 / (1 - Math.exp(-16 / rate));
    const profile = await profileOf(text);
    expect(profile.period).toBe(rate);
    expect(profile.samples.values.map((column) => column[0])).toEqual([
      Math.trunc(3 * scale),
      Math.trunc(48 * scale),
      Math.trunc(scale),
      Math.trunc(16 * scale),
    ]);
    expect(profile.samples.values[3][1]).toBe(-Math.trunc(16 * scale));
    expect(profile.labelSets.num[0]).toBe(16);
    expect(profile.memStats?.entries).toEqual([
      { key: 'HeapAlloc', value: '3' },
      { key: 'PauseNs', value: '[1 2]' },
    ]);
  });

  test.each([
    ['heap_v2/1', ['1 16 {"bytes": 16 bytes}: 0x10']],
    ['heapprofile', ['1 16 {"bytes": 16 bytes}: 0x10']],
    ['growthz', ['1 16 {"bytes": 16 bytes}: 0x10']],
    ['fragmentationz', ['1 16 {"bytes": 16 bytes}: 0x10']],
  ])('%s of C++, objects and space', async (kind, samples) => {
    const text = `heap profile:     1:  16 [    1:     16] @ ${kind}\n  1:  16 [ 1: 16] @ 0x11\n`;
    expect(await samplesOf(text)).toEqual(samples);
    expect((await profileOf(text)).valueTypes.map(({ type }) => type)).toEqual(['objects', 'space']);
  });

  test('bytes in no object are an error with its line and offset', async () => {
    const [part] = await openBytes('heap profile: 1: 16 [1: 16] @ heap/2\n0: 16 [0: 0] @ 0x11\n');
    const error = part.ok ? null : part.error;
    expect(error).toBeInstanceOf(FormatError);
    expect(error).toMatchObject({ code: 'malformed', line: 2, offset: 37 });
  });

  test('a text cut in a record shows what came before, with a notice', async () => {
    const { samples, notices } = await profileOf(
      'heap profile: 1: 16 [1: 16] @ heap/2\n1: 16 [1: 16] @ 0x11\n1: 1',
    );
    expect(samples.length).toBe(1);
    expect(notices.map(({ code }) => code)).toEqual(['truncated']);
  });

  test('a file named allocs shows what was allocated first', async () => {
    const text = 'heap profile: 1: 16 [2: 32] @ heap/2\n1: 16 [2: 32] @ 0x11\n';
    const profile = await profileOf(text, 'allocs.txt');
    expect(profile.profileKind).toBe('allocs');
    expect(profile.valueTypes[profile.defaultValueType].type).toBe('alloc_space');
  });
});

describe('contention text', () => {
  test('a block profile is in cycles, and scaled by nothing else', async () => {
    const text = '--- contention:\ncycles/second=2000000000\n4000 2 @ 0x11\n#\t0x10\tmain.f+0x1\tf.go:1\n';
    expect(await samplesOf(text)).toEqual(['2 2000: main.f f.go:1']);
  });

  const mutex = (count: number, path: string): string =>
    `--- mutex:\ncycles/second=1000000000\nsampling period=5\n100 ${count} @ 0x11\n#\t0x10\tsync.(*Mutex).Unlock+0x1\t${path}\n`;

  test('a mutex profile whose counts are multiples of the period is scaled already', async () => {
    const { samples, notices, profileKind } = await profileOf(mutex(10, 'sync/mutex.go:1'));
    expect([samples.values[0][0], samples.values[1][0], profileKind]).toEqual([10, 100, 'mutex']);
    expect(notices.map(({ code }) => code)).toEqual(['mutex-not-scaled']);
  });

  test('one whose counts are none, or whose paths say Go 1.19, is not', async () => {
    expect((await profileOf(mutex(7, 'sync/mutex.go:1'))).samples.values[0][0]).toBe(35);
    expect((await profileOf(mutex(10, '/usr/lib/go-1.19/src/sync/mutex.go:1'))).samples.values[0][0]).toBe(
      50,
    );
    expect((await profileOf(mutex(10, '/usr/lib/go-1.22/src/sync/mutex.go:1'))).samples.values[0][0]).toBe(
      10,
    );
  });

  test('C++ counts what it sampled, with blanks around its attributes', async () => {
    const text = `--- contentionz 1 ---
cycles/second = 1000000000
sampling period = 100
ms since reset = 5000
discarded samples = 0
  300 3 @ 0x401001 0x402001
--- Memory map: ---
00400000-00500000: /bin/server
`;
    const profile = await profileOf(text);
    expect(await samplesOf(text)).toEqual(['300 30000: 0x401000 < 0x402000']);
    expect(profile.durationNanos).toBe(5_000_000_000n);
    expect(profile.origin.program).toBe('server');
  });
});

test('threadz: leaf exact, callers and creators adjusted, "same as previous" counted', async () => {
  const text = `--- threadz 1 ---

--- Thread 7f01 (name: main/1) stack: ---
  PC:  0x00401000: work(int)
  0x00402001: main
--- Thread 7f02 (name: pool-1/2) stack: ---
  PC:  0x00403000
      creator: 0x404001
--- Thread 7f03 (name: pool-2/3) stack: ---
  [same as previous thread]
---- no stack trace for 2 threads
--- Memory map: ---
00400000-00500000: /bin/server
`;
  expect(await samplesOf(text)).toEqual(['1: 0x401000 < 0x402000', '2: 0x403000 < 0x404000']);
});

describe('Java', () => {
  const places = ` 0x01 com.example.Main.run (Main.java:12)
 0x02 native_call (/usr/lib/libnative.so)
 0x03 generated stub/JIT
 0x04 VM
`;

  test('heap: bytes before objects, scaled, ids replaced by names', async () => {
    const text = `--- heapz 1 ---\nformat = java\nresolution = bytes\n  1048576 1 @ 0x01 0x02 0x03 0x04\n\n${places}`;
    const scale = 1 / (1 - Math.exp(-2));
    expect(await samplesOf(text)).toEqual([
      `${Math.trunc(scale)} ${Math.trunc(1_048_576 * scale)} {"bytes": 1048576 bytes}: com.example.Main.run Main.java:12 < native_call libnative.so:0 < STUB < VM`,
    ]);
    expect((await profileOf(text)).symbols.locations.length).toBe(0);
  });

  test('contention: counts and delays times the period, in the unit of the text', async () => {
    const text = `--- contentionz 1 ---\nformat = java\nresolution = microseconds\nsampling period = 100\nms since reset = 6\n 14 2 @ 0x01\n${places}`;
    const profile = await profileOf(text);
    expect(await samplesOf(text)).toEqual(['200 1400: com.example.Main.run Main.java:12']);
    expect(profile.valueTypes[1]).toEqual({ type: 'delay', unit: 'microseconds' });
    expect(profile.period).toBe(100);
  });
});

describe('binary CPU profiles', () => {
  function binary(size: 4 | 8, isLittle: boolean, words: readonly number[], tail = ''): Uint8Array {
    const text = new TextEncoder().encode(tail);
    const bytes = new Uint8Array(words.length * size + text.length);
    const view = new DataView(bytes.buffer);
    words.forEach((word, i) => {
      if (size === 8) view.setBigUint64(i * 8, BigInt(word), isLittle);
      else view.setUint32(i * 4, word, isLittle);
    });
    bytes.set(text, words.length * size);
    return bytes;
  }
  const head = (flavour: number): number[] => [0, 3, flavour, 10_000, 0];
  const end = [0, 1, 0];

  test.each([
    [4, true],
    [4, false],
    [8, true],
    [8, false],
  ] as const)('words of %i bytes, little-endian %s', async (size, isLittle) => {
    const words = [...head(0), 2, 3, 0x1000, 0x2001, 0x3001, 1, 2, 0x1500, 0x4001, ...end];
    expect(await samplesOf(binary(size, isLittle, words, 'build=/bin/x\n'))).toEqual([
      '2 20000000: 0x1000 < 0x2000 < 0x3000',
      '1 10000000: 0x1500 < 0x4000',
    ]);
  });

  test("the signal handler's frame and a leaf said twice are dropped", async () => {
    const words = [...head(0), 1, 4, 0x1000, 0x9001, 0x1000, 0x2001, 1, 3, 0x1100, 0x9001, 0x2001, ...end];
    expect(await samplesOf(binary(8, true, words))).toEqual([
      '1 10000000: 0x1000 < 0x2000',
      '1 10000000: 0x1100 < 0x2000',
    ]);
  });

  test('Java: ids are named by the table behind', async () => {
    const words = [...head(1), 3, 2, 7, 8, ...end];
    const bytes = binary(
      4,
      true,
      words,
      ' 0x7 com.example.A.f (A.java:3)\n 0x8 com.example.A.g (A.java:4)\n',
    );
    expect(await samplesOf(bytes)).toEqual([
      '3 30000000: com.example.A.f A.java:3 < com.example.A.g A.java:4',
    ]);
  });

  test('without its end mark: what came before, and a notice', async () => {
    const words = [...head(0), 2, 2, 0x1000, 0x2001, 5, 9, 0x1];
    const { samples, notices } = await profileOf(binary(8, true, words));
    expect(samples.length).toBe(1);
    expect(notices[0]).toMatchObject({ code: 'truncated', offset: 72 });
  });

  test('a first stack longer than the file is an error, not an allocation', async () => {
    const [part] = await openBytes(binary(8, true, [...head(0), 1, 0xffff_ffff, 1, 2]));
    expect(part.ok ? null : part.error).toMatchObject({ code: 'truncated', offset: 40 });
  });
});

describe('memory maps', () => {
  const withMap = (map: string): string =>
    `--- contentionz 1 ---\ncycles/second = 1000000000\n1 1 @ 0x400101 0x7f0000000101\n--- Memory map: ---\n${map}`;

  test('/proc/self/maps: executable parts only, the program first, neighbours joined', async () => {
    const { symbols } = await profileOf(
      withMap(`7f0000000000-7f0000100000 r-xp 00000000 08:01 12 /lib/libc-2.15.so
00400000-00480000 r-xp 00000000 08:01 13                 /bin/my server
00480000-00500000 r-xp 00080000 08:01 13                 /bin/my server
00600000-00601000 rw-p 00100000 08:01 13                 /bin/my server
7fff00000000-7fff00001000 r-xp 00000000 00:00 0          [vdso]
`),
    );
    const { mappings, locations, strings } = symbols;
    expect(Array.from(mappings.file, (file) => strings[file])).toEqual([
      '/bin/my server',
      '/lib/libc-2.15.so',
      '[vdso]',
    ]);
    expect([mappings.start[0], mappings.limit[0]]).toEqual([0x400000n, 0x500000n]);
    const mappingOf = new Map(Array.from(locations.address, (address, i) => [address, locations.mapping[i]]));
    expect([mappingOf.get(0x400100n), mappingOf.get(0x7f0000000100n)]).toEqual([0, 1]);
  });

  test('the short form, with attributes, log prefixes, offsets and build ids', async () => {
    const { symbols } = await profileOf(
      withMap(`build=/bin/server
I0101 12:00:00.000000 1 main.cc:5] 0x400000-0x500000: $build (@1000) abcdef01
`),
    );
    const { mappings, strings } = symbols;
    expect([mappings.start[0], mappings.offset[0]]).toEqual([0x400000n, 0x1000n]);
    expect([strings[mappings.file[0]], strings[mappings.buildId[0]]]).toEqual(['/bin/server', 'abcdef01']);
  });
});
