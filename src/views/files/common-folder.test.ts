import { expect, test } from 'vitest';
import { commonFolder } from './common-folder.ts';

test('the folder that all names share', () => {
  expect(commonFolder(['etcd/goroutine-a.pb.gz', 'etcd/goroutine-b.pb.gz'])).toBe('etcd/');
  expect(commonFolder(['leaks/S0/g.txt', 'leaks/S2/g.txt'])).toBe('leaks/');
  expect(commonFolder(['S0/g.txt', 'S2/g.txt'])).toBe('');
  expect(commonFolder(['a/b/x'])).toBe('a/b/');
  expect(commonFolder(['abc/x', 'abd/x'])).toBe('');
  expect(commonFolder(['x', 'a/x'])).toBe('');
  expect(commonFolder([])).toBe('');
});
