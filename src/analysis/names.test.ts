import { expect, test } from 'vitest';
import { originOf, packageOf, shortName } from './names.ts';

test.each([
  ['main.main', '/src/app/main.go', null, 'user'],
  ['corp/orders.(*Syncer).watch', 'corp/orders/sync.go', null, 'user'],
  ['net/http.(*conn).serve', '/usr/local/go/src/net/http/server.go', null, 'std'],
  ['net/http.(*conn).serve', 'net/http/server.go', null, 'std'],
  ['time.Sleep', '/usr/local/go/src/runtime/time.go', null, 'std'],
  ['sync.runtime_notifyListWait', 'runtime/sema.go', null, 'std'],
  ['runtime.gopark', '/usr/local/go/src/runtime/proc.go', null, 'runtime'],
  ['internal/runtime/syscall.EpollWait', 'internal/runtime/syscall/asm.s', null, 'runtime'],
  ['example.com/lib.Do', '/go/pkg/mod/example.com/lib@v1.2.3/do.go', null, 'vendor'],
  ['example.com/lib.Do', '/src/app/vendor/example.com/lib/do.go', null, 'vendor'],
  ['google.golang.org/grpc.newClientStream', 'google.golang.org/grpc/stream.go', null, 'vendor'],
  [
    'github.com/prometheus/prometheus/tsdb.Open',
    '/m/prometheus@v0.53.3/tsdb/db.go',
    '/m/prometheus@v0.53.3',
    'user',
  ],
  ['log/audit.Write', '/src/log/audit/audit.go', null, 'std'],
  ['log/audit.Write', '/home/me/app/audit/audit.go', null, 'user'],
])('%s in %s is %s', (name, file, module, origin) => {
  expect(originOf(name, file, module)).toBe(origin);
});

test('packages and short names hold for generics, receivers and dots in paths', () => {
  expect(packageOf('gopkg.in/yaml%2ev3.(*Decoder).Decode')).toBe('gopkg.in/yaml.v3');
  expect(packageOf('main.(*T[...]).Recv')).toBe('main');
  expect(packageOf('malloc')).toBe('');
  expect(shortName('github.com/a/b.(*T[go.shape.int]).Do.func1')).toBe('b.(*T[go.shape.int]).Do.func1');
});
