import { readdirSync, readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { FormatError } from '../base/errors.ts';
import { partsText } from '../testing/document-text.ts';
import { openBytes } from '../testing/open-bytes.ts';
import { seededRandom } from '../testing/random.ts';

/** Every capture in a testdata folder of these formats; adding a file adds its tests (`vitest -u` writes goldens). */
const captures = ['pprof', 'goroutine-text', 'legacy-text'].flatMap((format) =>
  readdirSync(new URL(`${format}/testdata/`, import.meta.url))
    .filter((name) => !name.includes('.golden.') && name !== 'README.md')
    .map((name) => ({ format, name, url: new URL(`${format}/testdata/${name}`, import.meta.url) })),
);

function bytesOf(url: URL): Uint8Array {
  const bytes = readFileSync(url);
  return new Uint8Array(url.pathname.endsWith('.gz') ? gunzipSync(bytes) : bytes);
}

/** Opens anything at all: documents are checked by `openFile`, and an error is a `FormatError` with a place. */
async function opensHonestly(bytes: Uint8Array): Promise<void> {
  for (const part of await openBytes(bytes)) {
    if (part.ok) continue;
    expect(part.error).toBeInstanceOf(FormatError);
    expect(part.error.format).not.toBe('');
    expect(part.error.offset ?? part.error.line).toBeTypeOf('number');
  }
}

test.each(captures)('$format/$name reads as its golden file says', async ({ name, url }) => {
  const text = partsText(await openBytes(new Uint8Array(readFileSync(url)), name));
  const golden = url.pathname.replace(/\.gz$/, '').replace(/\.(pb|txt)$/, '');
  await expect(text).toMatchFileSnapshot(`${golden}.golden.txt`);
});

test.each(captures)('$format/$name reads the same without its name', async ({ name, url }) => {
  const [named, nameless] = await Promise.all([openBytes(bytesOf(url), name), openBytes(bytesOf(url))]);
  const isByName = /^(allocs|mutex|block)/.test(name);
  if (!isByName) expect(partsText(nameless)).toBe(partsText(named));
  expect(nameless.every((part) => part.ok)).toBe(true);
});

describe('whatever happens to a capture, it ends in a document or an error with a place', () => {
  test.each(captures)('$format/$name cut at 20 places', async ({ name, url }) => {
    const bytes = bytesOf(url);
    const random = seededRandom(name.length * 7919);
    for (let cut = 0; cut < 20; cut++) await opensHonestly(bytes.subarray(0, random.below(bytes.length)));
  });

  test.each(captures)('$format/$name with bytes changed', async ({ name, url }) => {
    const bytes = bytesOf(url);
    const random = seededRandom(name.length * 104729);
    for (let round = 0; round < 40; round++) {
      const changed = bytes.slice();
      const changes = 1 + random.below(8);
      for (let i = 0; i < changes; i++) changed[random.below(changed.length)] = random.below(256);
      await opensHonestly(changed);
    }
  });
});
