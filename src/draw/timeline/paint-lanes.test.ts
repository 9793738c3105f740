import { describe, expect, it } from 'vitest';
import { layoutRows } from '../../layout/timeline/rows.ts';
import { CELL_ACTIVE, CELL_PARKED, SpanKind } from '../../model/span-kind.ts';
import { RecordingSurface } from '../../testing/recording-surface.ts';
import { lightTheme } from '../palette.ts';
import { fitted, gutterCss, type LanesPicture } from './lanes-picture.ts';
import { paintLanes } from './paint-lanes.ts';

const width = gutterCss + 100;
/** Two lanes of ten cells over 1000 ns: one runs and then parks for good, one sleeps and runs within a cell. */
const cells = Uint8Array.from([
  ...new Array(5).fill(SpanKind.running),
  ...new Array(5).fill(SpanKind.chanReceive | CELL_PARKED),
  ...new Array(9).fill(SpanKind.sleep),
  SpanKind.sleep | CELL_ACTIVE,
]);

function picture(more: Partial<LanesPicture> = {}): LanesPicture {
  return {
    theme: lightTheme,
    durationNs: 1000,
    window: { startNs: 0, endNs: 1000 },
    rows: layoutRows([{ lanes: 40, shown: 2 }], 15, 22),
    scrollCss: 0,
    tiles: [{ bucketNs: 100, startNs: 0, buckets: 10, position: Int32Array.from([0, 1]), cells }],
    headerOf: () => ({ title: 'main.leak', note: '2 alive', isGrowing: true, isFolded: false, alive: null }),
    nameOf: (lane) => String(lane + 7),
    labelsOf: () => [],
    namesStates: false,
    advanceCss: { label: 6, title: 7 },
    selected: null,
    hoveredLane: -1,
    range: null,
    arrows: [],
    isPending: false,
    gc: [],
    stw: [],
    ...more,
  };
}

function painted(more: Partial<LanesPicture> = {}, heightCss = 200): readonly string[] {
  const surface = new RecordingSurface(width, heightCss);
  paintLanes(surface, picture(more));
  return surface.calls;
}

const strips = (calls: readonly string[]): readonly string[] =>
  calls.filter((call) => call.startsWith('strip'));
const texts = (calls: readonly string[]): readonly string[] =>
  calls.filter((call) => call.startsWith('text'));

describe('paintLanes', () => {
  it('paints a strip per lane, hatched where parked for good, with a mark where something ran', () => {
    expect(strips(painted())).toMatchInlineSnapshot(`
      [
        "strip 60 48 11 #c2410c 0-50#0f9d72 50-100#f6e9e2/",
        "strip 60 63 11 #c2410c 0-100#c9ccd0",
        "strip 60 69.6 4.4 #1000000 90-100#0f9d72",
      ]
    `);
  });

  it('says the group, what it hides, the lanes and the times', () => {
    expect(texts(painted())).toMatchInlineSnapshot(`
      [
        "text 54 57 #8d897f "7"",
        "text 54 72 #8d897f "8"",
        "text 60 91 #0b62a8 "… 38 more: show all"",
        "text 4 42 #8d897f "▾"",
        "text 18 42 #c2410c "main.leak"",
        "text 95 42 #5d5a53 "2 alive"",
        "text 63 17 #5d5a53 "0 s"",
      ]
    `);
  });

  it('writes states into spans with room, at the left of what is seen of them', () => {
    const calls = texts(painted({ namesStates: true, window: { startNs: 600, endNs: 900 } }));
    expect(calls.filter((call) => /chan|sleep/.test(call))).toMatchInlineSnapshot(`
      [
        "text 65 57 #c2410c "chan receive"",
        "text 65 72 #1d1c1a "sleep"",
      ]
    `);
  });

  it('outlines the selection and draws its wake-ups', () => {
    const calls = painted({
      selected: { lane: 0, startNs: 500, endNs: 1000 },
      arrows: [
        { fromLane: 1, toLane: 0, ns: 500 },
        { fromLane: -1, toLane: 0, ns: 300 },
      ],
    });
    expect(calls.filter((call) => /^(outline|line|polygon)/.test(call))).toMatchInlineSnapshot(`
      [
        "outline 109 47 52 14 #1d1c1a 1.5",
        "line 110 70.5 110 55.5 #1d1c1a 1",
        "polygon 110 55.5 107 60.5 113 60.5 #1d1c1a",
      ]
    `);
  });

  it('does not outline a lane that is folded away', () => {
    const rows = layoutRows([{ lanes: 40, shown: 0 }], 15, 22);
    const calls = painted({ rows, selected: { lane: 0, startNs: 500, endNs: 1000 } });
    expect(calls.some((call) => call.startsWith('outline'))).toBe(false);
  });

  it('keeps the group that is scrolled through under the ruler, and shows a thumb', () => {
    const rows = layoutRows([{ lanes: 40, shown: 40 }], 15, 22);
    const calls = painted({ rows, scrollCss: 100 }, 120);
    expect(texts(calls).some((call) => call.includes('text 18 42') && call.includes('main.leak'))).toBe(true);
    expect(calls.filter((call) => call.startsWith('box')).length).toBe(1);
  });

  it('draws the live count of a group behind its header', () => {
    const alive = Float64Array.from([1, 2, 4, 4]);
    const headerOf = () => ({ title: 'main.leak', note: '', isGrowing: true, isFolded: true, alive });
    const rows = layoutRows([{ lanes: 40, shown: 0 }], 15, 22);
    const areas = painted({ rows, headerOf }).filter(
      (call) => call.startsWith('rect') && call.endsWith('#f0d5c8'),
    );
    expect(areas).toMatchInlineSnapshot(`
      [
        "rect 60 42 25 4 #f0d5c8",
        "rect 85 37 25 9 #f0d5c8",
        "rect 110 29 50 17 #f0d5c8",
      ]
    `);
  });

  it('leaves out bands that would only be noise', () => {
    const bands = (n: number): number => {
      const gc = Array.from({ length: n }, (_, i) => [i * 40, i * 40 + 1]).flat();
      return painted({ gc }).length - painted().length;
    };
    expect(bands(2)).toBe(2);
    expect(bands(20)).toBe(0);
  });

  it('puts names into runs and regions below them', () => {
    const calls = painted({
      labelsOf: (lane) =>
        lane > 0
          ? []
          : [
              { startNs: 0, endNs: 500, text: '12 main.worker', kind: 'run' },
              { startNs: 200, endNs: 400, text: 'parse', kind: 'region' },
            ],
    });
    expect(texts(calls).some((call) => call.includes('"12 mai…"'))).toBe(true);
    expect(calls.filter((call) => call.startsWith('rect 80 '))).toMatchInlineSnapshot(`
      [
        "rect 80 57 20 2 #1d1c1a",
      ]
    `);
  });
});

describe('fitted', () => {
  it('cuts what does not fit, and gives up on next to nothing', () => {
    expect(fitted('main.worker', 100, 6)).toBe('main.worker');
    expect(fitted('main.worker', 36, 6)).toBe('main.…');
    expect(fitted('main.worker', 18, 6)).toBe('');
  });
});
