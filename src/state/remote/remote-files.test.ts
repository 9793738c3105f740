import { expect, test } from 'vitest';
import { addressesIn, nameIn, webAddress } from './remote-files.ts';

test('addresses of the web are offered, each once, and nothing else', () => {
  const query =
    '?url=https%3A%2F%2Fa.example%2Fx&url=https://a.example/x&url=javascript:alert(1)&url=file:///etc&url=&other=1';
  expect(addressesIn(query)).toEqual(['https://a.example/x']);
  expect(addressesIn(`?${'url=http://a/&'.repeat(3)}`)).toEqual(['http://a/']);
  expect(addressesIn(Array.from({ length: 60 }, (_, i) => `url=http://a/${i}`).join('&'))).toHaveLength(40);
});

test('only whole web addresses are addresses', () => {
  expect(webAddress('http://host:6060/debug/pprof/heap')).toBe('http://host:6060/debug/pprof/heap');
  for (const text of ['heap.pb.gz', 'data:text/plain,x', 'blob:http://a/1', 'ftp://a/x', ''])
    expect(webAddress(text)).toBeNull();
});

test('a file is named as its address ends', () => {
  expect(nameIn('http://h/debug/pprof/goroutine?debug=2')).toBe('goroutine?debug=2');
  expect(nameIn('http://h/a%20b.pb.gz')).toBe('a b.pb.gz');
  expect(nameIn('http://h/%E0%A4%A')).toBe('%E0%A4%A');
  expect(nameIn('http://h:60/')).toBe('h:60');
});
