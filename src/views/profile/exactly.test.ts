import { expect, test } from 'vitest';
import { compileRe2 } from '../../analysis/regexp/re2.ts';
import { exactly } from './exactly.ts';

test('the expression matches the name and nothing that only begins or ends like it', () => {
  const name = 'orders.(*Cache[go.shape.int]).Put';
  const matcher = compileRe2(exactly(name, 'functions'), 'focus');
  expect(matcher.test(name)).toBe(true);
  expect(matcher.test(`${name}.func1`)).toBe(false);
  expect(matcher.test('ordersX(*Cache[go.shape.int]).Put')).toBe(false);
});

test('by line the place is left out, by package its functions are meant', () => {
  expect(compileRe2(exactly('main.serve /src/a.go:12', 'lines'), 'focus').test('main.serve')).toBe(true);
  const byPackage = compileRe2(exactly('net/http', 'packages'), 'focus');
  expect([byPackage.test('net/http.Serve'), byPackage.test('net/http/httputil.New')]).toEqual([true, false]);
});
