import { deflateRawSync, gzipSync } from 'node:zlib';
import { zipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { partsText } from '../../testing/document-text.ts';
import { openBytes } from '../../testing/open-bytes.ts';
import { seededRandom } from '../../testing/random.ts';
import type { OpenedPart } from '../open.ts';

/** Goroutines enough that the compressed form has several blocks of any reader's buffer. */
const dump = Array.from(
  { length: 4000 },
  (_, i) =>
    `goroutine ${i + 1} [chan receive]:\nmain.wait${i % 7}(0x${(i * 7919).toString(16)})\n\t/src/main.go:${i} +0x1d\n\n`,
).join('');
const plain = new TextEncoder().encode(dump);
const small = new TextEncoder().encode('goroutine 7 [select]:\nmain.f()\n\t/src/main.go:3 +0x1d\n');
const packed = new Uint8Array(gzipSync(plain));

function join(...parts: readonly Uint8Array[]): Uint8Array {
  return new Uint8Array(Buffer.concat(parts));
}

function codes(parts: readonly OpenedPart[]): string[] {
  return parts.flatMap((part) =>
    part.ok ? part.document.notices.map(({ code }) => code) : [part.error.code],
  );
}

function goroutines(parts: readonly OpenedPart[]): number {
  return parts.reduce(
    (sum, part) =>
      sum + (part.ok && part.document.kind === 'goroutines' ? part.document.goroutines.length : 0),
    0,
  );
}

describe('gzip', () => {
  test('one member, and the bytes of the file as given', async () => {
    const parts = await openBytes(packed, 'dump.txt.gz');
    expect([goroutines(parts), codes(parts)]).toEqual([4000, []]);
    expect(parts[0].ok && parts[0].document.origin.bytes).toBe(packed.length);
  });

  test('several members are one text', async () => {
    const half = plain.indexOf(10, plain.length >> 1) + 1;
    const file = join(
      gzipSync(plain.subarray(0, half)),
      gzipSync(new Uint8Array(0)),
      gzipSync(plain.subarray(half)),
    );
    expect(partsText(await openBytes(file))).toBe(partsText(await openBytes(plain)));
  });

  test('a member that ends where a chunk of the reader ends', async () => {
    const first = Buffer.alloc(1 << 18, 0x5a);
    first.set([31, 139, 8, 8, 0, 0, 0, 0, 0, 3]);
    const body = deflateRawSync(small);
    const tail = gzipSync(small).subarray(-8);
    first[first.length - body.length - tail.length - 1] = 0;
    first.set(body, first.length - body.length - tail.length);
    first.set(tail, first.length - tail.length);
    const second = gzipSync(
      new TextEncoder().encode('\ngoroutine 8 [select]:\nmain.g()\n\t/src/main.go:4 +0x1d\n'),
    );
    const parts = await openBytes(join(first, second, new Uint8Array(1024)));
    expect([goroutines(parts), codes(parts)]).toEqual([2, []]);
  });

  test('bytes behind it are left out, with a notice', async () => {
    const parts = await openBytes(join(packed, new TextEncoder().encode('trailing garbage')));
    expect([goroutines(parts), codes(parts)]).toEqual([4000, ['trailing-bytes']]);
  });

  test.each([0.25, 0.5, 0.9, 0.999])('cut at %f: what is there is used, with a notice', async (share) => {
    const parts = await openBytes(packed.subarray(0, Math.floor(packed.length * share)));
    expect(goroutines(parts)).toBeGreaterThan(4000 * share * 0.6);
    expect(codes(parts)).toContain('gzip-truncated');
  });

  test('cut in its checksum: all of it, with a notice', async () => {
    const parts = await openBytes(packed.subarray(0, packed.length - 6));
    expect([goroutines(parts), codes(parts)]).toEqual([4000, ['gzip-truncated']]);
  });

  test('a wrong checksum is a notice', async () => {
    const file = packed.slice();
    file[file.length - 6] ^= 1;
    const parts = await openBytes(file);
    expect([goroutines(parts), codes(parts)]).toEqual([4000, ['bad-crc']]);
    const joined = await openBytes(
      join(file, gzipSync(new TextEncoder().encode('goroutine 9999 [running]:\n'))),
    );
    expect([goroutines(joined), codes(joined)]).toEqual([4001, ['bad-crc', 'partial-goroutines']]);
  });

  test('damage in the middle: what came before, with a notice', async () => {
    const file = packed.slice();
    file.fill(0xff, file.length >> 1, (file.length >> 1) + 64);
    const parts = await openBytes(file);
    expect(goroutines(parts)).toBeGreaterThan(1000);
    expect(codes(parts).some((code) => code === 'gzip-damaged' || code === 'bad-crc')).toBe(true);
  });

  test('nothing but a header is an error', async () => {
    expect(codes(await openBytes(packed.subarray(0, 10)))).toEqual(['truncated']);
  });

  test('a name, a comment and an extra field in the header', async () => {
    const header = Buffer.from([31, 139, 8, 4 | 8 | 16, 0, 0, 0, 0, 0, 3, 3, 0, 65, 66, 67]);
    const tail = packed.subarray(packed.length - 8);
    const file = join(header, Buffer.from('dump.txt\0a comment\0'), deflateRawSync(plain), tail);
    expect(goroutines(await openBytes(file))).toBe(4000);
  });

  test("the platform's inflate is tried first, and what it refuses is read carefully", async () => {
    const asked: number[] = [];
    const parts = await openBytes(packed, '', {
      fastInflate: async (bytes) => {
        asked.push(bytes.length);
        return null;
      },
    });
    expect([asked, goroutines(parts)]).toEqual([[packed.length], 4000]);
    const fast = await openBytes(packed, '', { fastInflate: async () => small });
    expect(goroutines(fast)).toBe(1);
  });
});

describe('how much it may become', () => {
  test('content beyond the budget is too large', async () => {
    const parts = await openBytes(packed, '', { maxBytes: plain.length - 1 });
    expect(codes(parts)).toEqual(['too-large']);
  });

  test('the budget is one for all members, nested ones too', async () => {
    const zip = zipSync({ 'a.txt.gz': packed, 'b.txt': plain });
    expect(goroutines(await openBytes(zip))).toBe(8000);
    const parts = await openBytes(zip, '', { maxBytes: packed.length + plain.length + 100 });
    expect(codes(parts)).toEqual(['too-large']);
  });

  test('a bomb is seen by its ratio', async () => {
    const bomb = new Uint8Array(gzipSync(new Uint8Array(10 << 20), { level: 9 }));
    const [part] = await openBytes(bomb, '', { maxBytes: 64 << 20 });
    expect(part.ok ? '' : part.error.detail).toContain('bomb');
  });

  test('archives in archives end at some depth', async () => {
    let file = small;
    for (let depth = 0; depth < 4; depth++) file = new Uint8Array(gzipSync(file));
    expect(goroutines(await openBytes(file))).toBe(1);
    for (let depth = 0; depth < 3; depth++) file = new Uint8Array(gzipSync(file));
    expect(codes(await openBytes(file))).toEqual(['too-large']);
  });
});

describe('zip', () => {
  const names = ['a b/"q" ünï 日本.txt', '../up.txt', 'C:\\x\\y.txt', "it's <b>.txt"];

  test('names of any character, in their order, with their own sizes', async () => {
    const parts = await openBytes(zipSync(Object.fromEntries(names.map((name) => [name, small]))), 'all.zip');
    expect(parts.map((part) => (part.ok ? part.document.origin.name : part.name))).toEqual(
      names.map((name) => `all.zip/${name}`),
    );
  });

  test('times of the files, stored files, folders and what macOS adds', async () => {
    const file = zipSync({
      'snapshots/': new Uint8Array(0),
      'snapshots/one.txt': [small, { mtime: '2026-03-04T05:06:08Z', level: 0 }],
      '__MACOSX/snapshots/._one.txt': new Uint8Array([1, 2, 3]),
      'snapshots/.DS_Store': new Uint8Array([1]),
    });
    const parts = await openBytes(file, 'x.zip');
    expect(parts.map((part) => (part.ok ? part.document.origin.name : ''))).toEqual([
      'x.zip/snapshots/one.txt',
    ]);
    const ms = parts[0].ok ? (parts[0].document.origin.timeMs ?? 0) : 0;
    expect(new Date(ms).getUTCFullYear()).toBe(2026);
  });

  test('a member that is damaged or no profile does not take the others with it', async () => {
    const file = zipSync({
      'bad.txt': plain,
      'good.txt': small,
      'page.html': Buffer.from('<!doctype html><p>no'),
    });
    file.fill(0xff, 60, 120);
    const parts = await openBytes(file, 'x.zip');
    expect(parts.map((part) => part.ok)).toEqual([false, true, false]);
  });

  test('a zip that is cut short says so', async () => {
    const file = zipSync({ 'a.txt': plain });
    const [part] = await openBytes(file.subarray(0, file.length - 30));
    expect(part.ok ? null : part.error).toMatchObject({ code: 'malformed', format: 'zip', offset: 0 });
  });
});

describe('tar', () => {
  const header = (
    name: string,
    size: number,
    type: string,
    more: (block: Buffer) => void = () => undefined,
  ): Buffer => {
    const block = Buffer.alloc(512);
    block.write(name, 0, 100);
    block.write('0000644\0', 100);
    block.write(`${size.toString(8).padStart(11, '0')}\0`, 124);
    block.write(`${(1_767_323_045).toString(8).padStart(11, '0')}\0`, 136);
    block.write(type, 156);
    block.write('ustar\u000000', 257);
    more(block);
    block.fill(32, 148, 156);
    const sum = block.reduce((total, byte) => total + byte, 0);
    block.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
    return block;
  };
  const padded = (bytes: Uint8Array): Buffer => Buffer.concat([bytes, Buffer.alloc(-bytes.length & 511)]);
  const end = Buffer.alloc(1024);
  const pax = (path: string): Buffer => {
    const body = ` path=${path}\n`;
    let length = Buffer.byteLength(body);
    while (String(length).length + Buffer.byteLength(body) !== length)
      length = String(length).length + Buffer.byteLength(body);
    const record = Buffer.from(`${length}${body}`);
    return Buffer.concat([header('pax', record.length, 'x'), padded(record)]);
  };
  const file = (name: string): Buffer => Buffer.concat([header(name, small.length, '0'), padded(small)]);
  const deep = `${'d'.repeat(90)}/${'e'.repeat(90)}/x y=ü.txt`;

  test('ustar prefixes, pax and GNU long names, folders and links', async () => {
    const long = Buffer.from(`${deep}\0`);
    const archive = Buffer.concat([
      header('folder/', 0, '5'),
      file('a.txt'),
      header('b.txt', small.length, '0', (block) => block.write('some/prefix', 345)),
      padded(small),
      pax(deep),
      file('short'),
      header('././@LongLink', long.length, 'L'),
      padded(long),
      file('short'),
      header('link', 0, '2'),
      end,
    ]);
    const parts = await openBytes(archive, 'x.tar');
    expect(parts.map((part) => (part.ok ? part.document.origin.name : part.error.message))).toEqual(
      ['a.txt', 'some/prefix/b.txt', deep, deep].map((name) => `x.tar/${name}`),
    );
    expect(parts[0].ok && parts[0].document.origin).toMatchObject({
      timeMs: 1_767_323_045_000,
      timeFrom: 'file',
    });
  });

  test('tar.gz, and a tar in a zip', async () => {
    const archive = Buffer.concat([file('a.txt'), file('b.txt'), end]);
    expect(goroutines(await openBytes(new Uint8Array(gzipSync(archive))))).toBe(2);
    const zip = zipSync({ first: small, 'x.tar': new Uint8Array(archive) });
    expect(goroutines(await openBytes(zip))).toBe(3);
  });

  test('cut in a file: that file as far as it goes, with a notice', async () => {
    const archive = Buffer.concat([file('a.txt'), header('b.txt', plain.length, '0'), padded(plain)]);
    const parts = await openBytes(archive.subarray(0, archive.length >> 1), 'x.tar');
    expect(goroutines(parts)).toBeGreaterThan(1000);
    expect(codes(parts)).toContain('tar-truncated');
  });

  test('a header whose checksum does not fit is an error with its offset', async () => {
    const archive = Buffer.concat([file('a.txt'), file('b.txt'), end]);
    archive[1024] ^= 1;
    const [part] = await openBytes(archive, 'x.tar');
    expect(part.ok ? null : part.error).toMatchObject({ format: 'tar', code: 'malformed', offset: 1024 });
  });
});

describe('zstd', () => {
  /** `printf 'goroutine 1 [running]:\nmain.main()\n\t/src/main.go:3 +0x1d\n' | zstd`. */
  const frame = new Uint8Array(
    Buffer.from(
      'KLUv/SQ5yQEAZ29yb3V0aW5lIDEgW3J1bm5pbmddOgptYWluLm1haW4oKQoJL3NyYy9tYWluLmdvOjMgKzB4MWQKJPKTLg==',
      'base64',
    ),
  );

  test('a frame, and two of them', async () => {
    expect(goroutines(await openBytes(frame, 'd.txt.zst'))).toBe(1);
    expect(goroutines(await openBytes(zipSync({ 'd.txt.zst': frame })))).toBe(1);
  });

  test('cut short before any content is an error with an offset', async () => {
    const [part] = await openBytes(frame.subarray(0, 8));
    expect(part.ok ? null : part.error).toMatchObject({ format: 'zstd', offset: 0 });
  });
});

test('any container, with bytes changed or cut, ends in documents or errors with a place', async () => {
  const random = seededRandom(77);
  const files = [
    gzipSync(small),
    Buffer.from(zipSync({ 'a.txt': small, 'b.txt.gz': new Uint8Array(gzipSync(small)) })),
  ];
  for (let round = 0; round < 300; round++) {
    const file = new Uint8Array(files[round % files.length]);
    for (let i = 0; i <= random.below(4); i++) file[random.below(file.length)] = random.below(256);
    const parts = await openBytes(
      random.below(3) === 0 ? file.subarray(0, random.below(file.length)) : file,
      '',
      {
        maxBytes: 1 << 24,
      },
    );
    for (const part of parts) if (!part.ok) expect(part.error.offset ?? part.error.line).toBeTypeOf('number');
  }
});
