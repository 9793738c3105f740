import { describe, expect, it } from 'vitest';
import type { LaneList } from '../../../analysis/timeline/question.ts';
import { layoutRows } from '../../../layout/timeline/rows.ts';
import { TileKeeper, type TileWish } from './tile-keeper.ts';

const durationNs = 1_000_000;
const lanes = 100;

function list(rows = Array.from({ length: lanes }, (_, lane) => lane + 1000)): LaneList {
  return {
    by: 'goroutine',
    durationNs,
    sections: [],
    row: Int32Array.from(rows),
    id: new Float64Array(lanes),
    goroutine: null,
    parkedSince: new Float64Array(lanes),
    goroutines: lanes,
  };
}

const rows = layoutRows([{ lanes, shown: lanes }], 10, 20);

interface Asked {
  readonly wish: TileWish;
  readonly answer: (fill: number) => Promise<void>;
  readonly fail: () => Promise<void>;
}

function keeperWithQuestions(): { keeper: TileKeeper; asked: Asked[]; tiles: () => number } {
  const asked: Asked[] = [];
  let tiles = 0;
  const keeper = new TileKeeper(
    (wish) =>
      new Promise((resolve, reject) => {
        asked.push({
          wish,
          answer: async (fill) => {
            resolve(new Uint8Array(wish.rows.length * wish.buckets).fill(fill));
            await Promise.resolve();
            await Promise.resolve();
          },
          fail: async () => {
            reject(new Error('no'));
            await Promise.resolve();
            await Promise.resolve();
          },
        });
      }),
    () => tiles++,
  );
  return { keeper, asked, tiles: () => tiles };
}

const whole = { startNs: 0, endNs: durationNs };

describe('TileKeeper', () => {
  it('asks for a coarse and a sharp tile, with half a screen of lanes to spare', async () => {
    const { keeper, asked, tiles } = keeperWithQuestions();
    keeper.want(list(), rows, whole, 800, 0, 200);
    expect(asked.length).toBe(2);
    expect(asked[0].wish.rows[0]).toBe(1000);
    expect(asked[0].wish.rows.length).toBe(28);
    expect(asked[1].wish.bucketNs).toBe(1024);
    await asked[0].answer(1);
    await asked[1].answer(2);
    expect(tiles()).toBe(2);
    expect(keeper.cellAt(3, 500)).toBe(2);
    expect(keeper.cellAt(90, 500)).toBe(0);
  });

  it('asks nothing while the window moves within the tile, and again when it is half as wide', async () => {
    const { keeper, asked } = keeperWithQuestions();
    const window = { startNs: 400_000, endNs: 500_000 };
    keeper.want(list(), rows, window, 800, 0, 200);
    for (const one of [...asked]) await one.answer(1);
    keeper.want(list(), rows, { startNs: 420_000, endNs: 520_000 }, 800, 0, 200);
    expect(asked.length).toBe(2);
    keeper.want(list(), rows, { startNs: 440_000, endNs: 470_000 }, 800, 0, 200);
    expect(asked.length).toBe(3);
  });

  it('has one question of a kind out at a time', () => {
    const { keeper, asked } = keeperWithQuestions();
    keeper.want(list(), rows, whole, 800, 0, 200);
    keeper.want(list(), rows, { startNs: 0, endNs: 1000 }, 800, 0, 200);
    expect(asked.length).toBe(2);
  });

  it('forgets what belongs to another list, even what comes late', async () => {
    const { keeper, asked, tiles } = keeperWithQuestions();
    keeper.want(list(), rows, whole, 800, 0, 200);
    keeper.relist(list(), false);
    await asked[0].answer(1);
    expect(tiles()).toBe(0);
    expect(keeper.painted).toEqual([]);
  });

  it('keeps in sight what another list shares with the last one, until its own tiles are there', async () => {
    const { keeper, asked } = keeperWithQuestions();
    keeper.want(list(), rows, whole, 800, 0, 200);
    for (const one of [...asked]) await one.answer(3);
    const filtered = list([1005, 1002, 2000]);
    keeper.relist(filtered, true);
    expect([0, 1, 2].map((lane) => keeper.cellAt(lane, 500))).toEqual([3, 3, 0]);
    const few = layoutRows([{ lanes: 3, shown: 3 }], 10, 20);
    keeper.want(filtered, few, whole, 800, 0, 200);
    expect(asked[2].wish.rows).toEqual([1005, 1002, 2000]);
    await asked[2].answer(4);
    await asked[3].answer(5);
    expect([0, 1, 2].map((lane) => keeper.cellAt(lane, 500))).toEqual([5, 5, 5]);
    expect(keeper.painted.length).toBe(2);
  });

  it('asks again after a failure', async () => {
    const { keeper, asked } = keeperWithQuestions();
    keeper.want(list(), rows, whole, 800, 0, 200);
    await asked[1].fail();
    keeper.want(list(), rows, whole, 800, 0, 200);
    expect(asked.length).toBe(3);
  });

  it('wants nothing where no lane is in sight', () => {
    const { keeper, asked } = keeperWithQuestions();
    keeper.want(list(), layoutRows([{ lanes, shown: 0 }], 10, 20), whole, 800, 0, 200);
    expect(asked.length).toBe(0);
  });
});
