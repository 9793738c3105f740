import { expect, it } from 'vitest';
import { WindowHistory } from './window-history.ts';

const a = { startNs: 0, endNs: 1000 };
const b = { startNs: 0, endNs: 500 };
const c = { startNs: 100, endNs: 200 };

it('goes back to windows that were looked at, and forward again', () => {
  const history = new WindowHistory();
  for (const window of [a, b, c]) history.visit(window);
  expect(history.travel(-1, c)).toEqual(b);
  expect(history.travel(-1, b)).toEqual(a);
  expect(history.travel(-1, a)).toBeNull();
  expect(history.travel(1, a)).toEqual(b);
});

it('a new window forgets what was ahead', () => {
  const history = new WindowHistory();
  for (const window of [a, b]) history.visit(window);
  history.travel(-1, b);
  history.visit(c);
  expect(history.travel(1, c)).toBeNull();
  expect(history.travel(-1, c)).toEqual(a);
});

it('a window that has hardly moved is not a new one', () => {
  const history = new WindowHistory();
  history.visit(a);
  history.visit({ startNs: 1, endNs: 1001 });
  expect(history.travel(-1, a)).toBeNull();
});
