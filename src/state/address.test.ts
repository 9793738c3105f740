import { expect, test } from 'vitest';
import type { DocumentSummary } from '../engine/engine.ts';
import { decodeAddress, encodeAddress } from './address.ts';
import { initialView, type View } from './view.ts';
import { timelineDefaults } from './views/timeline.ts';
import { emptyWorkspace, type FileHandle, withDocuments, withMark, withTime } from './workspace.ts';

const handle: FileHandle = { blob: new Blob([]), name: 'x', modifiedMs: null };

function document(id: string, name: string, change: Partial<DocumentSummary> = {}): DocumentSummary {
  return {
    id: id.padEnd(32, '0'),
    origin: {
      name,
      format: 'goroutine-text',
      form: 'debug=2',
      bytes: 10,
      timeMs: null,
      timeFrom: null,
      goVersion: null,
      buildId: null,
      program: null,
    },
    notices: [],
    kind: 'goroutines',
    profileKind: null,
    valueTypes: [],
    defaultValueType: 0,
    total: 1,
    rows: 1,
    durationNs: null,
    isPartial: false,
    ...change,
  };
}

const pair = withDocuments(emptyWorkspace, [
  { document: document('aaaa', 'before #1.txt'), handle },
  { document: document('bbbb', 'nach & später.txt'), handle },
]);

/** Addresses that were ever shipped: they open for good. Never edit a line; add one. */
const golden: readonly (readonly [string, Partial<View>])[] = [
  ['v1/start', { page: 'start' }],
  [
    'v1/leaks?sel=receive-forever%7Cmain.watch&benign=1',
    { page: 'leaks', leaks: { finding: 'receive-forever|main.watch', showsBenign: true } },
  ],
  [
    'v1/goroutines?by=label%3Atenant&sort=delta&rev=1&q=chan+watch&system=1&sel=k',
    {
      page: 'goroutines',
      goroutines: {
        by: 'label:tenant',
        sort: 'delta',
        isReversed: true,
        filter: 'chan watch',
        showsSystem: true,
        selected: 'k',
        layout: 'table',
      },
    },
  ],
  [
    'v1/report?with=names%2Clabels&cap=32000',
    { page: 'report', report: { link: null, carried: ['names', 'labels'], cap: 32_000 } },
  ],
  ['v1/callers?fn=main.run', { page: 'callers', callers: { function: 'main.run' } }],
  ['v1/timeline?top=82%40-16.5', { page: 'timeline', timeline: { ...timelineDefaults, top: '82@-16.5' } }],
  ['v1/labels?key=tenant', { page: 'labels', labels: { key: 'tenant' } }],
];

test.each(golden)('%s opens what it always opened, and is written the same', (fragment, part) => {
  const address = decodeAddress(fragment);
  expect(address?.view).toMatchObject(part);
  expect(encodeAddress({ ...initialView, ...part }, emptyWorkspace)).toBe(fragment);
});

test('the profile pages carry pprof’s own option names', () => {
  const fragment =
    'v1/top?kind=heap&si=alloc_space&focus=main%5C.&tagfocus=tenant%3Dblue&hidecat=runtime%2Cstd&sel=main.run';
  const view = decodeAddress(fragment)?.view;
  expect(view?.group).toBe('heap');
  expect(view?.profile).toMatchObject({
    valueType: 'alloc_space',
    focus: 'main\\.',
    hideCategories: ['runtime', 'std'],
  });
  expect(view?.top.selected).toBe('main.run');
});

test('files, marks and times go by name and content', () => {
  const marked = withTime(withMark(pair, 'bbbb'.padEnd(32, '0'), 'base'), 'aaaa'.padEnd(32, '0'), 12_000);
  const fragment = encodeAddress({ ...initialView, page: 'leaks' }, marked);
  const address = decodeAddress(`#${fragment}`);
  expect(address?.files.map(({ name }) => name).sort()).toEqual(['before #1.txt', 'nach & später.txt']);
  expect(address?.base).toEqual(['bbbb00000000']);
  expect(address?.current).toEqual(['aaaa00000000']);
  expect(address?.times).toEqual({ aaaa00000000: 12_000 });
});

test('what is no address, or of a version yet to come, is none', () => {
  for (const fragment of ['', 'x', 'v0/leaks', 'v2/leaks', 'v1/nowhere', 'local=abc', '/leaks'])
    expect(decodeAddress(fragment)).toBeNull();
});

test('a wrong choice in an address is the default, not an error', () => {
  const view = decodeAddress('v1/goroutines?by=nonsense&sort=%00&rev=2&q=%E0%A4')?.view;
  expect(view?.goroutines).toMatchObject({ by: 'stack', sort: 'count', isReversed: false });
});

test('a report link stays as it came', () => {
  const view = decodeAddress('#r=1.abc-_')?.view;
  expect(view?.page).toBe('report');
  expect(view?.report.link).toBe('1.abc-_');
  expect(encodeAddress(view ?? initialView, emptyWorkspace)).toBe('r=1.abc-_');
});
