import { expect, test } from 'vitest';
import { type MomentFile, oneFormAMoment } from './moments.ts';

function file(name: string, form: string, total = 100, timeMs: number | null = null): MomentFile {
  return { id: name, name, form, total, timeMs, timeFrom: timeMs === null ? null : 'capture' };
}

test('three forms of two moments are two snapshots, of the form both have, at the time the protobuf tells', () => {
  const files = [
    file('n/goroutine-a.debug1.txt.gz', 'debug=1'),
    file('n/goroutine-a.debug2.txt.gz', 'debug=2'),
    file('n/goroutine-a.pb.gz', 'protobuf', 101, 1000),
    file('n/goroutine-b.debug2.txt.gz', 'debug=2', 4000),
    file('n/goroutine-b.pb.gz', 'protobuf', 4003, 9000),
  ];
  expect(oneFormAMoment(files)).toEqual({
    ids: ['n/goroutine-a.debug2.txt.gz', 'n/goroutine-b.debug2.txt.gz'],
    times: { 'n/goroutine-a.debug2.txt.gz': 1000, 'n/goroutine-b.debug2.txt.gz': 9000 },
    left: ['n/goroutine-a.debug1.txt.gz', 'n/goroutine-a.pb.gz', 'n/goroutine-b.pb.gz'],
  });
});

test('the form that more moments have wins over the one that tells more', () => {
  const files = [
    file('1.pb.gz', 'protobuf'),
    file('2.pb.gz', 'protobuf'),
    file('3.pb.gz', 'protobuf'),
    file('3.txt', 'debug=2'),
  ];
  expect(oneFormAMoment(files).ids).toEqual(['1.pb.gz', '2.pb.gz', '3.pb.gz']);
});

test('counts of a busy service drift between the forms of a moment', () => {
  const forms = [
    file('goroutine-c.pb.gz', 'protobuf', 407),
    file('goroutine-c.debug1.txt.gz', 'debug=1', 401),
    file('goroutine-c.debug2.txt.gz', 'debug=2', 370),
  ];
  expect(oneFormAMoment(forms).ids).toEqual(['goroutine-c.debug2.txt.gz']);
  expect(oneFormAMoment([file('g.pb.gz', 'protobuf', 31), file('g.txt', 'debug=2', 55)]).ids).toHaveLength(2);
});

test('other folders, other counts and equal forms are other moments', () => {
  const apart = [
    file('S0/goroutine.pb.gz', 'protobuf'),
    file('S2/goroutine.debug2.txt', 'debug=2'),
    file('goroutine.pb.gz', 'protobuf', 130),
    file('goroutine.txt', 'debug=2', 2131),
    file('x.txt', 'debug=2'),
    file('x.log', 'debug=2'),
  ];
  const { ids, left } = oneFormAMoment(apart);
  expect(ids).toHaveLength(apart.length);
  expect(left).toEqual([]);
});
