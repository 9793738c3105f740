import { expect, test } from 'vitest';
import { flameTree } from '../../analysis/profile/flame-tree.ts';
import { Pace } from '../../base/pace.ts';
import { lightTheme } from '../../draw/palette.ts';
import { generateCallTree } from '../../testing/generate-calltree.ts';
import { boxBeside } from './flame-keys.ts';
import { clampWindow, pannedWindow, zoomedWindow } from './flame-pane.ts';
import { placeOfText, placeText, windowsOf, windowText } from './flame-place.ts';
import { FlameScene } from './flame-scene.ts';

const tree = await flameTree(generateCallTree(3000, 9), new Pace());
const scene = new FlameScene({ tree, callers: null });
const around = new FlameScene({ tree, callers: tree });

test('a box is written as its path and found again, in either pane', () => {
  for (const node of [1, 50, 2999]) {
    const text = placeText(scene, { pane: 0, node, count: 1 });
    expect(placeText(scene, placeOfText(scene, text))).toBe(text);
    const caller = placeText(around, { pane: 1, node, count: 1 });
    expect(placeOfText(around, caller).pane).toBe(1);
    // A path of callers means nothing where none are shown.
    expect(placeOfText(scene, caller).pane).toBe(0);
  }
});

test('a window is written in full precision, and nonsense is the whole', () => {
  const deep = { from: 0.123456789, to: 0.123456789 + 1e-9 };
  const [read] = windowsOf(scene, null, windowText([deep]));
  expect((read.to - read.from) / 1e-9).toBeCloseTo(1, 2);
  expect(windowText([{ from: 0, to: 1 }])).toBeNull();
  for (const text of ['', 'x~y', '0.5~0.2', '-1~3', '0~1_0~1'])
    expect(windowsOf(scene, null, text)).toEqual([{ from: 0, to: 1 }]);
});

test('zooming keeps what is under the pointer there, and stays within the tree', () => {
  const zoomed = zoomedWindow({ from: 0, to: 1 }, 0.25, 0.5);
  expect(zoomed).toEqual({ from: 0.125, to: 0.625 });
  expect(zoomedWindow(zoomed, 0.25, 100)).toEqual({ from: 0, to: 1 });
  expect(pannedWindow(zoomed, 5)).toEqual({ from: 0.5, to: 1 });
  expect(clampWindow({ from: -0.5, to: 0 })).toEqual({ from: 0, to: 0.5 });
});

test('arrows lead to parent, heaviest child and neighbours, and from a function to its callers', () => {
  const at = (node: number, pane = 0) => ({ pane, node, count: 1 });
  expect(boxBeside(scene, null, 'ArrowDown')).toEqual(at(0));
  expect(boxBeside(scene, at(0), 'ArrowDown')).toEqual(at(1));
  expect(boxBeside(scene, at(1), 'ArrowUp')).toEqual(at(0));
  expect(boxBeside(scene, at(1), 'ArrowRight')).toEqual(at(2));
  expect(boxBeside(scene, at(1), 'ArrowLeft')).toBeNull();
  expect(boxBeside(around, at(1), 'ArrowUp')).toEqual(at(tree.firstChild[1], 1));
  expect(boxBeside(around, at(tree.firstChild[1], 1), 'ArrowDown')).toEqual(at(1));
});

test('a box is picked where it was painted', () => {
  const calls: string[] = [];
  const ignore = (): void => undefined;
  const surface = {
    widthCss: 900,
    heightCss: 300,
    dpr: 1,
    clear: ignore,
    rect: ignore,
    box: (x: number, y: number, w: number) => calls.push(`${x + w / 2} ${y + 10}`),
    hatch: ignore,
    strip: ignore,
    outline: ignore,
    line: ignore,
    polygon: ignore,
    text: ignore,
  };
  const look = { theme: lightTheme, colorBy: 'package' as const, isCompared: false };
  for (const one of [scene, around]) {
    calls.length = 0;
    one.show(look);
    one.resize(900, 300);
    one.scrollTo(40);
    one.paint(surface);
    const picked = calls.map((call) => call.split(' ').map(Number)).filter(([, y]) => y >= 0 && y < 300);
    expect(picked.length).toBeGreaterThan(20);
    for (const [x, y] of picked) expect(one.pick(x, y)).not.toBeNull();
  }
});

test('a box that is looked for is brought into view, wide enough to be seen', () => {
  const one = new FlameScene({ tree, callers: null });
  one.resize(900, 100);
  const width = (node: number): number => {
    const { from, to } = one.panes[0].window;
    const box = one.windowOf({ pane: 0, node, count: 1 });
    return ((Math.min(box.to, to) - Math.max(box.from, from)) / (to - from)) * 900;
  };
  for (const node of [2999, 1, 1500]) {
    const place = { pane: 0, node, count: 1 };
    one.reveal(place);
    expect(width(node)).toBeGreaterThanOrEqual(2.99);
    expect(one.topOf(place)).toBeGreaterThanOrEqual(0);
    expect(one.topOf(place)).toBeLessThanOrEqual(80);
    expect(one.reveal(place)).toBe(false);
  }
});
