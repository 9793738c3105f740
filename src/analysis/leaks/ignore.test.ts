import { expect, test } from 'vitest';
import { formatIgnore, ignorer, parseIgnore } from './ignore.ts';

const finding = {
  function: 'main.(*Pool).worker',
  createdBy: { function: 'main.NewPool', file: 'pool.go', line: 12, goroutine: 1 },
  wait: 'chan receive',
  state: 'waiting',
  rule: 'missing-sender',
  pattern: 'Receiver without a sender',
};

function lineThatIgnores(text: string): number | null {
  return ignorer(parseIgnore(text).rules)(finding)?.line ?? null;
}

test.each([
  'function main.(*Pool).worker',
  'function main.(*Pool).*',
  'function *worker',
  'function main.*Pool*work*',
  'creator main.NewPool',
  'wait chan receive',
  'pattern missing-sender',
  'pattern Receiver without a sender',
  'creator main.NewPool, wait chan receive # pools wait',
  '# ours\r\nfunction main.(*Pool).worker',
])('%j ignores the pool', (text) => {
  expect(lineThatIgnores(text)).not.toBeNull();
});

test.each([
  '',
  '# function main.(*Pool).worker',
  'function main.(*Pool)',
  'function main.(*Pool).worker*worker',
  'function main.(*.worker',
  'creator main.NewPool, wait select',
  'wait chan',
])('%j does not', (text) => {
  expect(lineThatIgnores(text)).toBeNull();
});

test('the first rule that matches is the reason', () => {
  expect(lineThatIgnores('wait select\n\nwait chan receive\nfunction *')).toBe(3);
});

test('lines that cannot be read are errors with their number, and the others count', () => {
  const file = parseIgnore('function a.b\nfuncton c.d\nwait\npattern x, foo y');
  expect(file.rules).toHaveLength(1);
  expect(file.errors.map(({ line }) => line)).toEqual([2, 3, 4]);
  expect(file.errors[0].text).toContain('functon c.d');
  expect(file.errors[1].text).toBe('expected the wait to ignore after "wait"');
});

test('what is written is read again', () => {
  const conditions = [
    { kind: 'function', value: 'main.(*T[...]).run' },
    { kind: 'wait', value: 'sync.Mutex.Lock' },
  ] as const;
  expect(parseIgnore(formatIgnore(conditions)).rules[0].conditions).toEqual(conditions);
});
