import { expect, test } from 'vitest';
import { deltaText, growthText, shareText, valueText } from './value-text.ts';

test('values have the digits that pprof prints', () => {
  expect(valueText(43_021_312, 'bytes')).toBe('41.03 MB');
  expect(valueText(512, 'bytes')).toBe('512 B');
  expect(valueText(0, 'bytes')).toBe('0');
  expect(valueText(-1536, 'bytes')).toBe('−1.50 kB');
  expect(valueText(1_500_000_000, 'nanoseconds')).toBe('1.50 s');
  expect(valueText(2131, 'count')).toBe('2,131');
  expect(valueText(2.5, 'count')).toBe('2.50');
  expect(deltaText(2001, 'count')).toBe('+2,001');
  expect(deltaText(-3, 'count')).toBe('−3');
});

test('shares and growth say what there is to say', () => {
  expect(shareText(1, 8)).toBe('12.50%');
  expect(shareText(-1, 8)).toBe('−12.50%');
  expect(shareText(1, 0)).toBe('');
  expect(growthText(10, 59)).toBe('+490%');
  expect(growthText(1000, 1003)).toBe('+0.3%');
  expect(growthText(100, 95)).toBe('−5.0%');
  expect(growthText(0, 5)).toBe('new');
  expect(growthText(5, 0)).toBe('gone');
  expect(growthText(0, 0)).toBe('');
});
