import { expect, test } from 'vitest';
import { windowByKey, windowWords } from './map-keys.ts';

const quarter = { from: 0.25, to: 0.5 };

test('keys of the map move and zoom what is in view, and stay within the whole', () => {
  expect(windowByKey(quarter, 'ArrowRight')).toEqual({ from: 0.3125, to: 0.5625 });
  expect(windowByKey(quarter, 'ArrowLeft')).toEqual({ from: 0.1875, to: 0.4375 });
  expect(windowByKey(quarter, 'PageDown')).toEqual({ from: 0.5, to: 0.75 });
  expect(windowByKey(quarter, 'Home')).toEqual({ from: 0, to: 0.25 });
  expect(windowByKey(quarter, 'End')).toEqual({ from: 0.75, to: 1 });
  const closer = windowByKey(quarter, 'ArrowUp');
  expect(closer?.from).toBeGreaterThan(0.25);
  expect(closer?.to).toBeLessThan(0.5);
  expect(windowByKey({ from: 0, to: 0.9 }, 'ArrowDown')).toEqual({ from: 0, to: 1 });
  expect(windowByKey(quarter, 'Escape')).toEqual({ from: 0, to: 1 });
  expect(windowByKey(quarter, 'a')).toBeNull();
});

test('what is in view is said as precisely as the window is narrow', () => {
  expect(windowWords({ from: 0, to: 1 })).toBe('The whole width is in view');
  expect(windowWords(quarter)).toBe('In view: 25 % to 50 % of the width');
  expect(windowWords({ from: 0.25, to: 0.253 })).toBe('In view: 25.00 % to 25.30 % of the width');
});
