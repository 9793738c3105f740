import { expect, test } from 'vitest';
import { seededRandom } from '../testing/random.ts';
import { emptyBoxes, type FlameTree, type FlameViewport, layoutFlame, pickBox, rowTop } from './flame.ts';

/** Rows of [start, width] pairs. */
function treeOf(rows: readonly (readonly (readonly [number, number])[])[]): FlameTree {
  const boxes = rows.flat();
  const rowStart = new Int32Array(rows.length + 1);
  rows.forEach((row, i) => {
    rowStart[i + 1] = rowStart[i] + row.length;
  });
  return {
    start: Float64Array.from(boxes, ([start]) => start),
    width: Float64Array.from(boxes, ([, width]) => width),
    rowStart,
  };
}

const viewport: FlameViewport = {
  from: 0,
  to: 100,
  widthCss: 100,
  heightCss: 60,
  scrollCss: 0,
  minRow: 0,
  rowCss: 20,
  isUpward: false,
  minCss: 1,
};

function laidOut(tree: FlameTree, changes: Partial<FlameViewport> = {}): (readonly number[])[] {
  const boxes = layoutFlame(tree, { ...viewport, ...changes }, emptyBoxes(viewport));
  return Array.from({ length: boxes.length }, (_, i) => [
    boxes.row[i],
    boxes.node[i],
    boxes.run[i],
    boxes.x[i],
    boxes.w[i],
  ]);
}

test('boxes stand at their share of the width, row by row', () => {
  const tree = treeOf([
    [[0, 100]],
    [
      [0, 60],
      [60, 40],
    ],
  ]);
  expect(laidOut(tree)).toEqual([
    [0, 0, 0, 0, 100],
    [1, 1, 0, 0, 60],
    [1, 2, 0, 60, 40],
  ]);
});

test('a window cuts boxes at its edges and leaves out what lies beyond', () => {
  const tree = treeOf([
    [
      [0, 50],
      [50, 20],
      [70, 30],
    ],
  ]);
  expect(laidOut(tree, { from: 45, to: 65 })).toEqual([
    [0, 0, 0, 0, 25],
    [0, 1, 0, 25, 75],
  ]);
});

test('neighbours too narrow to draw are one run, and each of them is counted', () => {
  const narrow = Array.from({ length: 40 }, (_, i) => [50 + i * 0.25, 0.25] as const);
  const tree = treeOf([[[0, 50], ...narrow, [60, 40]]]);
  const boxes = layoutFlame(tree, viewport, emptyBoxes(viewport));
  expect(laidOut(tree)).toEqual([
    [0, 0, 0, 0, 50],
    [0, 1, 40, 50, 10],
    [0, 41, 0, 60, 40],
  ]);
  expect(boxes.merged).toBe(40);
});

test('rows before minRow, and above or below the viewport, are not laid out', () => {
  const tree = treeOf(Array.from({ length: 10 }, () => [[0, 100] as const]));
  expect(laidOut(tree, { minRow: 2 }).map(([row]) => row)).toEqual([2]);
  expect(laidOut(tree, { scrollCss: 50 }).map(([row]) => row)).toEqual([2, 3, 4, 5]);
  expect(laidOut(tree, { scrollCss: -30, minRow: 1 }).map(([row]) => row)).toEqual([1]);
});

test('upward, row 0 stands at the bottom', () => {
  const up = { ...viewport, isUpward: true };
  expect([0, 1, 2].map((row) => rowTop(up, row))).toEqual([40, 20, 0]);
  expect([0, 1].map((row) => rowTop({ ...up, scrollCss: -20 }, row))).toEqual([20, 0]);
});

test('every drawn box is picked at its middle, upward or not, and nothing is lost between boxes', () => {
  const random = seededRandom(11);
  for (let round = 0; round < 60; round++) {
    const rows = Array.from({ length: 5 }, () => {
      const row: [number, number][] = [];
      for (let at = 0; at < 99; ) {
        const width = random.next() ** 6 * 30 + 0.001;
        if (random.next() < 0.9) row.push([at, Math.min(width, 100 - at)]);
        at += width;
      }
      return row;
    });
    const tree = treeOf(rows);
    const from = random.next() * 50;
    const view = { ...viewport, from, to: from + 50, isUpward: round % 2 === 1, scrollCss: round % 37 };
    const boxes = layoutFlame(tree, view, emptyBoxes(view));
    let drawn = 0;
    for (let i = 0; i < boxes.length; i++) {
      const y = rowTop(view, boxes.row[i]) + 10;
      if (y >= 0 && y < view.heightCss && boxes.w[i] > 0.01)
        expect(pickBox(boxes, boxes.x[i] + boxes.w[i] / 2, y)).toBe(i);
      drawn += Math.max(1, boxes.run[i]);
    }
    let inView = 0;
    for (let row = boxes.firstRow; row < boxes.firstRow + boxes.rows; row++)
      for (let n = tree.rowStart[row]; n < tree.rowStart[row + 1]; n++)
        if (tree.start[n] + tree.width[n] > from && tree.start[n] < from + 50) inView++;
    expect(drawn).toBe(inView);
  }
});
