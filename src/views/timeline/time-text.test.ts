import { describe, expect, it } from 'vitest';
import { csvText } from './csv.ts';
import { binOf } from './figures/histogram-bars.tsx';
import { duration, moment, selectedOf, selectedText, timeOfText, windowOf, windowText } from './time-text.ts';

describe('times as text', () => {
  it('keep three digits', () => {
    expect([5, 1500, 12_300, 123_456, 2.5e6, 1.5e9].map(duration)).toEqual([
      '5 ns',
      '1.50 µs',
      '12.3 µs',
      '123 µs',
      '2.50 ms',
      '1.50 s',
    ]);
    expect(duration(Infinity)).toBe('∞');
    expect(moment(1_234_567_890)).toBe('1.234568 s');
  });

  it('are read where a time is meant', () => {
    expect(['1.5s', '300 ms', '2us', '7µs', '9ns'].map(timeOfText)).toEqual([1.5e9, 3e8, 2000, 7000, 9]);
    expect(['12', '#12', 'main.s', '', '1..2s'].map(timeOfText)).toEqual([null, null, null, null, null]);
  });
});

describe('what addresses carry', () => {
  it('windows survive, nonsense is none', () => {
    expect(windowOf(windowText({ startNs: 10.4, endNs: 20.2 }))).toEqual({ startNs: 10, endNs: 21 });
    for (const text of [null, '', '5', '9-3', 'a-b', '1-2-3']) expect(windowOf(text)).toBeNull();
  });

  it('selections survive, nonsense is none', () => {
    const selected = { by: 'goroutine', id: 12, atNs: 3400 } as const;
    expect(selectedOf(selectedText(selected))).toEqual(selected);
    for (const text of [null, 'goroutine:x@1', 'lane:1@1', 'goroutine:1'])
      expect(selectedOf(text)).toBeNull();
  });

  it('bars survive, open-ended ones too', () => {
    expect(binOf('398.1-630.9')).toEqual({ leastNs: 398.1, mostNs: 630.9 });
    expect(binOf('1e+11-Infinity')).toEqual({ leastNs: 1e11, mostNs: Infinity });
    expect(binOf('<script>')).toBeNull();
  });
});

describe('csvText', () => {
  it('keeps what looks like a formula a text', () => {
    expect(csvText([['=1+1', '@x', -5]])).toBe("'=1+1,'@x,-5");
  });

  it('quotes what needs it', () => {
    expect(
      csvText([
        ['a', 1, null],
        ['x,"y"', 'two\nlines', 0.5],
      ]),
    ).toBe('a,1,\n"x,""y""","two\nlines",0.5');
  });
});
