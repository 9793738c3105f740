import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { decodeLink } from './link.ts';

interface Golden {
  readonly title: string;
  readonly link: string;
  readonly report: unknown;
}

/** Links of every version ever shipped: they open for good. A file is never edited; a new version adds one. */
const folder = new URL('./testdata/', import.meta.url);
const golden = readdirSync(folder).flatMap((name) =>
  (JSON.parse(readFileSync(new URL(name, folder), 'utf8')) as Golden[]).map(
    (one) => [name, one.title, one] as const,
  ),
);

test.each(golden)('%s: %s', (_name, _title, { link, report }) => {
  expect(decodeLink(link)).toEqual(report);
});

test('there is a file of every version', () => {
  expect(new Set(golden.map(([, , { link }]) => link.split('.')[0]))).toEqual(new Set(['1']));
});
