import { describe, expect, it } from 'vitest';
import {
  hiddenLanes,
  isLaneShown,
  laneTop,
  layoutRows,
  moreCss,
  nextLane,
  rowAt,
  visibleRuns,
} from './rows.ts';

/** 3 lanes all shown, 100 of which 2 are shown, 5 folded, 1 shown. */
const rows = layoutRows(
  [
    { lanes: 3, shown: 3 },
    { lanes: 100, shown: 2 },
    { lanes: 5, shown: 0 },
    { lanes: 1, shown: 9 },
  ],
  10,
  20,
);

describe('layoutRows', () => {
  it('stacks headers, lanes, the line for what is hidden, and gaps', () => {
    expect([...rows.sectionTop]).toEqual([0, 58, 58 + 48 + moreCss, 78 + 48 + moreCss, 116 + 48 + moreCss]);
    expect([...rows.firstLane]).toEqual([0, 3, 103, 108, 109]);
    expect([...rows.shown]).toEqual([3, 2, 0, 1]);
    expect(rows.heightCss).toBe(rows.sectionTop[4]);
    expect([0, 1, 2, 3].map((s) => hiddenLanes(rows, s))).toEqual([0, 98, 0, 0]);
  });

  it('of nothing is empty', () => {
    const none = layoutRows([], 10, 20);
    expect(none.heightCss).toBe(0);
    expect(rowAt(none, 0)).toBeNull();
    expect(visibleRuns(none, 0, 100)).toEqual([]);
  });
});

describe('rowAt', () => {
  it('tells headers, lanes, hidden lanes and gaps apart', () => {
    expect(rowAt(rows, 0)).toEqual({ section: 0, part: 'header', lane: -1 });
    expect(rowAt(rows, 20)).toEqual({ section: 0, part: 'lane', lane: 0 });
    expect(rowAt(rows, 49)).toEqual({ section: 0, part: 'lane', lane: 2 });
    expect(rowAt(rows, 51)).toEqual({ section: 0, part: 'gap', lane: -1 });
    expect(rowAt(rows, 58 + 40)).toEqual({ section: 1, part: 'more', lane: -1 });
    expect(rowAt(rows, 58 + 40 + moreCss)).toEqual({ section: 1, part: 'gap', lane: -1 });
    expect(rowAt(rows, rows.sectionTop[2])).toEqual({ section: 2, part: 'header', lane: -1 });
  });

  it('is null outside', () => {
    expect(rowAt(rows, -1)).toBeNull();
    expect(rowAt(rows, rows.heightCss)).toBeNull();
  });

  it('finds every shown lane at its top', () => {
    for (let lane = 0; lane < 109; lane++) {
      const hit = rowAt(rows, laneTop(rows, lane));
      expect(hit?.lane).toBe(isLaneShown(rows, lane) ? lane : -1);
    }
  });
});

describe('visibleRuns', () => {
  it('gives the lanes between two heights, section by section', () => {
    expect(visibleRuns(rows, 25, 85)).toEqual([
      { section: 0, first: 0, count: 3, y: 20 },
      { section: 1, first: 3, count: 1, y: 78 },
    ]);
  });

  it('costs the sections in sight of 60,000 lanes', () => {
    const many = layoutRows([{ lanes: 60_000, shown: 60_000 }], 4, 20);
    expect(visibleRuns(many, 100_020, 100_060)).toEqual([
      { section: 0, first: 25_000, count: 10, y: 100_020 },
    ]);
  });
});

describe('nextLane', () => {
  it('steps over hidden lanes and folded sections, and stays at the ends', () => {
    expect(nextLane(rows, 2, 1)).toBe(3);
    expect(nextLane(rows, 4, 1)).toBe(108);
    expect(nextLane(rows, 108, -1)).toBe(4);
    expect(nextLane(rows, 108, 1)).toBe(108);
    expect(nextLane(rows, 0, -1)).toBe(0);
  });
});
