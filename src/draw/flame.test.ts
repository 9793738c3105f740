import { expect, test } from 'vitest';
import { emptyBoxes, layoutFlame } from '../layout/flame.ts';
import { RecordingSurface } from '../testing/recording-surface.ts';
import { type FlameLook, paintFlame } from './flame.ts';
import { lightTheme } from './palette.ts';

const viewport = {
  from: 0,
  to: 100,
  widthCss: 200,
  heightCss: 60,
  scrollCss: 0,
  minRow: 0,
  rowCss: 20,
  isUpward: false,
  minCss: 1,
};
// One row of a wide box, ten that are too narrow, and one more.
const narrow = Array.from({ length: 10 }, (_, i) => 60 + i / 5);
const tree = {
  start: Float64Array.from([0, 0, ...narrow, 62]),
  width: Float64Array.from([100, 60, ...narrow.map(() => 0.2), 38]),
  rowStart: Int32Array.from([0, 1, 13]),
};
const look: FlameLook = {
  theme: lightTheme,
  colorOf: (node) => 0x100000 + node,
  labelOf: (node) => ['all', 'net/http.(*conn).serve'][node] ?? 'main.f',
  prefixOf: null,
  markOf: null,
  isFaint: null,
  runHasHit: null,
  isBold: null,
  selected: -1,
  hovered: -1,
  advanceCss: 6,
};

function painted(changes: Partial<FlameLook>): readonly string[] {
  const surface = new RecordingSurface(200, 60);
  paintFlame(surface, layoutFlame(tree, viewport, emptyBoxes(viewport)), { ...look, ...changes });
  return surface.calls;
}

test('boxes with room have a name, what is too narrow is one grey run', () => {
  expect(painted({})).toEqual([
    'box 0 0 199 19 #100000',
    'text 5 13.5 #e9e7e2 "all"',
    'box 0 20 119 19 #100001',
    'text 5 33.5 #e9e7e2 "http.(*conn).serve"',
    'rect 120 20 4 19 #cfcbc0',
    'box 124 20 75 19 #10000c',
    'text 129 33.5 #e9e7e2 "main.f"',
  ]);
});

test('in a comparison the smaller side is a mark along the lower edge', () => {
  const marks = painted({ markOf: (node) => (node === 1 ? 0.25 : 0) }).filter((call) =>
    call.startsWith('rect'),
  );
  expect(marks[0]).toMatch(/^rect 0 36 29\.8 3 #/);
  expect(marks).toHaveLength(2);
});

test('a search fades what does not match, and a run that holds a match stands out', () => {
  const calls = painted({ isFaint: (node) => node !== 12, runHasHit: () => true });
  expect(calls).toContain(`rect 120 20 4 19 #${lightTheme.accent.toString(16).padStart(6, '0')}`);
  expect(calls.find((call) => call.startsWith('box 124'))).toBe('box 124 20 75 19 #10000c');
  expect(calls.find((call) => call.startsWith('box 0 20'))).not.toBe('box 0 20 119 19 #100001');
});

test('the selected box has the accent, the hovered one a line', () => {
  const calls = painted({ selected: 1, hovered: 12 }).filter((call) => call.startsWith('outline'));
  expect(calls.map((call) => call.split(' ').pop())).toEqual(['2', '1']);
});

test('what is new says so before its name, if both have room', () => {
  const texts = painted({ prefixOf: (node) => (node === 0 ? '' : 'new') }).filter((call) =>
    call.startsWith('text'),
  );
  expect(texts.map((call) => call.slice(call.indexOf('"')))).toEqual([
    '"all"',
    '"http.(*conn).serve"',
    '"main.f"',
  ]);
  const wide = painted({ prefixOf: () => 'gone' }).filter((call) => call.startsWith('text'));
  expect(wide[0]).toContain('"gone · all"');
});
