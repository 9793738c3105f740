import { describe, expect, it } from 'vitest';
import { brushPart, brushTo } from './brush.ts';
import { layoutMmu } from './mmu-curve.ts';
import { layoutThumb, thumbDrag } from './thumb.ts';
import { niceStep, timeTicks } from './ticks.ts';
import { clampWindow, panWindow, timeAt, windowAround, xOf, zoomWindow } from './window.ts';

const whole = { startNs: 0, endNs: 1000 };

describe('windows', () => {
  it('keep the time under the pointer where it is while zooming', () => {
    const window = zoomWindow(whole, 0.25, 200, 1000);
    expect(window).toEqual({ startNs: 150, endNs: 400 });
    expect(xOf(200, window, 100)).toBeCloseTo(xOf(200, whole, 100));
  });

  it('stay in the trace, and are never narrower than twenty nanoseconds', () => {
    expect(clampWindow({ startNs: -50, endNs: 100 }, 1000)).toEqual({ startNs: 0, endNs: 150 });
    expect(panWindow({ startNs: 800, endNs: 900 }, 500, 1000)).toEqual({ startNs: 900, endNs: 1000 });
    const narrow = zoomWindow({ startNs: 500, endNs: 530 }, 1e-9, 510, 1000);
    expect(narrow.endNs - narrow.startNs).toBeCloseTo(20);
    expect(zoomWindow(whole, 8, 10, 1000)).toEqual(whole);
  });

  it('have air around a span, and give its times back from pixels', () => {
    const window = windowAround(400, 500, 1000);
    expect(window).toEqual({ startNs: 385, endNs: 515 });
    expect(timeAt(xOf(432, window, 640), window, 640)).toBeCloseTo(432);
  });
});

describe('timeTicks', () => {
  it('are round, and say the whole time', () => {
    const ticks = timeTicks({ startNs: 0, endNs: 2.5e9 }, 700);
    expect(ticks.map(({ label }) => label)).toEqual(['0 s', '0.5 s', '1.0 s', '1.5 s', '2.0 s', '2.5 s']);
  });

  it('deep in a trace say the distance from the first', () => {
    const ticks = timeTicks({ startNs: 2_000_000_000, endNs: 2_000_000_500 }, 700);
    expect(ticks[0].label).toBe('2.0000000 s');
    expect(ticks[1].label).toBe('+100 ns');
  });

  it('step by 1, 2 or 5', () => {
    expect([1, 1.5, 3, 7, 1300].map(niceStep)).toEqual([1, 2, 5, 10, 2000]);
  });
});

describe('the brush', () => {
  const window = { startNs: 300, endNs: 600 };

  it('is held at an edge, as a whole, or drawn anew', () => {
    expect(brushPart(window, 305, 10)).toBe('start');
    expect(brushPart(window, 595, 10)).toBe('end');
    expect(brushPart(window, 450, 10)).toBe('move');
    expect(brushPart(window, 900, 10)).toBe('new');
  });

  it('moves, widens, turns round, and is nothing while tiny', () => {
    expect(brushTo({ part: 'move', fromNs: 400, window }, 500, 1000, 5)).toEqual({
      startNs: 400,
      endNs: 700,
    });
    expect(brushTo({ part: 'end', fromNs: 600, window }, 100, 1000, 5)).toEqual({ startNs: 100, endNs: 300 });
    expect(brushTo({ part: 'new', fromNs: 900, window }, 700, 1000, 5)).toEqual({ startNs: 700, endNs: 900 });
    expect(brushTo({ part: 'new', fromNs: 900, window }, 903, 1000, 5)).toBeNull();
  });
});

describe('the scroll thumb', () => {
  it('is there only if there is more than the view', () => {
    expect(layoutThumb(500, 500, 0)).toBeNull();
    expect(layoutThumb(1000, 500, 250)).toEqual({ topCss: 125, heightCss: 250 });
  });

  it('stays large enough to hold over 60,000 lanes, and reaches the end', () => {
    const content = 900_000;
    expect(layoutThumb(content, 500, content - 500)).toEqual({ topCss: 476, heightCss: 24 });
    expect(thumbDrag(content, 500, 476)).toBeCloseTo(content - 500);
  });
});

describe('layoutMmu', () => {
  it('puts window sizes on a logarithmic axis and utilisation upwards', () => {
    const chart = { widthCss: 208, heightCss: 116, leftCss: 0, bottomCss: 0 };
    const { points, xTicks, yOf } = layoutMmu([1000, 100_000], [0, 1], chart);
    expect(points).toBe('0.0,108.0 200.0,8.0');
    expect(xTicks.map(({ ns, x }) => [ns, Math.round(x)])).toEqual([
      [1000, 0],
      [10_000, 100],
      [100_000, 200],
    ]);
    expect(yOf(0.5)).toBe(58);
  });
});
