import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { FormatError } from '../base/errors.ts';
import type { Profile } from '../model/profile.ts';
import { openBytes, openDocuments } from '../testing/open-bytes.ts';
import { encodeMessages, type ProfileMessage } from '../testing/pprof-messages.ts';
import { messageLines, profileLines } from '../testing/profile-lines.ts';

const runs = { seed: 20_261_125, numRuns: 300 };

/** Anything ends in documents, which `openFile` has checked, or in a `FormatError` that says where. */
async function opensHonestly(content: Uint8Array | string): Promise<void> {
  for (const part of await openBytes(content, 'fuzz', { maxBytes: 1 << 24 })) {
    if (part.ok) continue;
    expect(part.error).toBeInstanceOf(FormatError);
    expect(part.error.offset ?? part.error.line).toBeTypeOf('number');
  }
}

const beginnings = [
  '',
  '\x1f\x8b\x08\x00',
  'PK\x03\x04',
  '\x28\xb5\x2f\xfd',
  '\x0a\x04\x08\x01\x10\x02\x12',
  'goroutine 1 [running]:\n',
  'heap profile: 1: 2 [3: 4] @ heap/5\n',
  'goroutine profile: total 3\n',
  '--- mutex:\ncycles/second=1\n',
  '--- threadz 1 ---\n',
  '--- heapz 1 ---\nformat = java\nresolution = bytes\n',
  '\0\0\0\0\x03\0\0\0\0\0\0\0\x10\x27\0\0\0\0\0\0',
  '\xff\xfe',
  '\xef\xbb\xbf',
];
const asBytes = (text: string): Uint8Array => Uint8Array.from(text, (char) => char.charCodeAt(0));

test('bytes behind every known beginning', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...beginnings),
      fc.uint8Array({ maxLength: 600 }),
      async (start, rest) => {
        const bytes = new Uint8Array([...asBytes(start), ...rest]);
        await opensHonestly(bytes);
        await opensHonestly(new Uint8Array(gzipSync(bytes)));
      },
    ),
    runs,
  );
});

describe('texts of lines that belong to dumps and profiles, in any order', () => {
  const word = fc.stringMatching(/^[a-z0-9_.*()[\]{}/: +-]{0,20}$/);
  const line = fc.oneof(
    fc.constantFrom(
      'goroutine 1 [running]:',
      'goroutine 2 [select (no cases), 3 minutes] {a: "b"}:',
      'main.f(0x1, {0x2, ...})',
      '\t/src/main.go:3 +0x1d',
      'created by main.g in goroutine 1',
      '[originating from goroutine 7]:',
      '...3 frames elided...',
      'panic: boom',
      '-----',
      'WARNING: DATA RACE',
      'Goroutine 8 (running) created at:',
      'Read at 0x00c0000961b8 by goroutine 7:',
      '[Goroutine 19 in state chan send, with main.f on top of the stack:',
      'goroutine profile: total 5',
      '1 @ 0x1 0x2',
      '#\t0x1\tmain.f+0x1\tmain.go:3',
      '# labels: {"a":"b"}',
      'heap profile: 1: 2 [3: 4] @ heap/1024',
      '1: 2 [3: 4] @ 0x1',
      '--- contention:',
      'cycles/second=100',
      'sampling period=5',
      '--- Memory map: ---',
      '00400000-00500000 r-xp 00000000 08:01 13 /bin/x',
      'goroutine running on other thread; stack unavailable',
      'non-Go function',
      '',
      '{"log":"goroutine 1 [running]:\\n"}',
      '2026-01-02T03:04:05.1Z stderr F goroutine 1 [running]:',
    ),
    word,
  );

  test('end in documents or errors', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(line, { maxLength: 40 }), fc.constantFrom('\n', '\r\n'), async (all, end) => {
        await opensHonestly(all.join(end));
      }),
      { ...runs, numRuns: 1500 },
    );
  });
});

describe('profiles', () => {
  const small = fc.integer({ min: 0, max: 6 });
  const value = fc.oneof(small, fc.integer({ min: -5, max: 5 }), fc.maxSafeInteger());
  const id = fc.oneof(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 2 ** 52 }));
  const strings = ['', 'cpu', 'count', 'main.f', 'main.g', 'main.go', '<b>'];
  const profile = (isValid: boolean): fc.Arbitrary<ProfileMessage> => {
    const text = isValid ? small : fc.integer({ min: -3, max: 12 });
    const ids = fc.uniqueArray(id, { minLength: 1, maxLength: 5 });
    return fc.tuple(ids, ids, ids).chain(([functionIds, locationIds, mappingIds]) => {
      const one = (from: readonly number[]): fc.Arbitrary<number> =>
        isValid ? fc.constantFrom(...from) : fc.oneof(fc.constantFrom(...from), id);
      const functions = functionIds.map((own) =>
        fc.record({ id: fc.constant(own), name: text, systemName: text, filename: text, startLine: small }),
      );
      const lines = fc.array(fc.record({ functionId: one(functionIds), line: small, column: small }), {
        maxLength: 3,
      });
      const locations = locationIds.map((own) =>
        fc.record({
          id: fc.constant(own),
          mappingId: one(mappingIds),
          address: fc.maxSafeNat(),
          line: lines,
        }),
      );
      const label = fc.record({ key: text, str: text, num: value, numUnit: text });
      const values = isValid
        ? fc.array(value, { minLength: 2, maxLength: 2 })
        : fc.array(value, { maxLength: 4 });
      const sample = fc.record({
        locationId: fc.array(one(locationIds), { maxLength: 8 }),
        value: values,
        label: fc.array(label, { maxLength: 3 }),
      });
      return fc.record({
        sampleType: fc.constant([
          { type: 1, unit: 2 },
          { type: 2, unit: 2 },
        ]),
        sample: fc.array(sample, { maxLength: 12 }),
        function: fc.tuple(...functions),
        location: fc.tuple(...locations),
        mapping: fc.tuple(...mappingIds.map((own) => fc.record({ id: fc.constant(own), filename: text }))),
        stringTable: fc.constant(strings),
      });
    });
  };

  test('valid ones read as protobufjs decodes them', async () => {
    await fc.assert(
      fc.asyncProperty(profile(true), async (message) => {
        const bytes = encodeMessages(message);
        const [document] = (await openDocuments(bytes)) as readonly Profile[];
        expect(profileLines(document)).toEqual(messageLines(bytes));
        expect(document.notices).toEqual([]);
      }),
      runs,
    );
  });

  test('those with missing ids, names and values end in documents', async () => {
    await fc.assert(
      fc.asyncProperty(profile(false), fc.nat(), async (message, cut) => {
        const bytes = encodeMessages(message);
        await opensHonestly(bytes);
        await opensHonestly(bytes.subarray(0, cut % bytes.length));
      }),
      runs,
    );
  });
});
