import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { cancelPaint, requestPaint } from './loop.ts';

let frames: (() => void)[] = [];
let now = 0;

function nextFrame(): void {
  const due = frames;
  frames = [];
  for (const run of due) run();
}

beforeEach(() => {
  frames = [];
  now = 0;
  vi.stubGlobal('requestAnimationFrame', (run: () => void) => frames.push(run));
  vi.spyOn(performance, 'now').mockImplementation(() => now);
});

afterEach(() => {
  nextFrame();
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

it('paints once per frame however often it is asked', () => {
  const paint = vi.fn();
  requestPaint(paint);
  requestPaint(paint);
  nextFrame();
  expect(paint).toHaveBeenCalledTimes(1);
  nextFrame();
  expect(paint).toHaveBeenCalledTimes(1);
});

it('a paint that asks for another is painted with the next frame', () => {
  let left = 2;
  const paint = vi.fn(() => {
    if (--left > 0) requestPaint(paint);
  });
  requestPaint(paint);
  nextFrame();
  expect(paint).toHaveBeenCalledTimes(1);
  nextFrame();
  expect(paint).toHaveBeenCalledTimes(2);
});

it('what does not fit into a frame waits for the next', () => {
  const painted: string[] = [];
  const slow = (): void => {
    painted.push('slow');
    now += 20;
  };
  const other = (): void => void painted.push('other');
  requestPaint(slow);
  requestPaint(other);
  nextFrame();
  expect(painted).toEqual(['slow']);
  nextFrame();
  expect(painted).toEqual(['slow', 'other']);
});

it('forgets what is cancelled', () => {
  const paint = vi.fn();
  requestPaint(paint);
  cancelPaint(paint);
  nextFrame();
  expect(paint).not.toHaveBeenCalled();
});
