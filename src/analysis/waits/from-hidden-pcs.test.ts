import { describe, expect, test } from 'vitest';
import { type HiddenRecord, inferFromHidden } from './from-hidden-pcs.ts';

const gopark = 0x43d2a0;

/** A record by its hidden PCs and the function shown first. */
function record(pcs: readonly number[], shown = 'main.f'): HiddenRecord {
  return { pcs, shown: [{ name: shown, line: 1, startLine: 0 }], count: 1 };
}

function waits(records: readonly HiddenRecord[]): string[] {
  return inferFromHidden(records, false).map(({ state, wait, isRange }) =>
    [state, wait, isRange === true ? 'range' : ''].filter((part) => part !== '').join(' '),
  );
}

/** chansend1 < chansend < chanrecv1 < chanrecv2 < chanrecv < block < selectgo, as in every build. */
const chansend1 = 0x408000;
const chanrecv1 = 0x409000;
const chanrecv2 = 0x409020;

describe('Go 1.22, amd64', () => {
  test('the distance of the parking place from the caller tells the operation', () => {
    const records = [
      record([gopark, chansend1 + 0x396, chansend1]),
      record([gopark, chanrecv1 + 0x3ed, chanrecv1]),
      record([gopark, chanrecv2 + 0x3cd, chanrecv2]),
      record([gopark, chansend1 + 0xe3, chansend1]),
      record([gopark, chanrecv1 + 0x187, chanrecv1]),
    ];
    expect(waits(records)).toEqual([
      'waiting chan send',
      'waiting chan receive',
      'waiting chan receive range',
      'waiting chan send (nil chan)',
      'waiting chan receive (nil chan)',
    ]);
  });

  test('a range is told only where chanrecv2 is known to be linked', () => {
    // Without it, chanrecv1 stands in its place.
    const receive = record([gopark, chanrecv2 + 0x3cd, chanrecv2]);
    const [alone] = inferFromHidden([receive], false);
    expect([alone.wait, alone.isRange]).toEqual(['chan receive', null]);
    const serving = record([gopark, 0x44a000], 'net/http.(*conn).serve');
    expect(waits([receive, serving])[0]).toBe('waiting chan receive range');
    const plain = record([gopark, chanrecv1 + 0x3ed, chanrecv1]);
    expect(waits([receive, plain])).toEqual(['waiting chan receive range', 'waiting chan receive']);
  });

  test('select and select{} are told apart by the lower of two places', () => {
    const records = [
      record([gopark, chansend1 + 0x396, chansend1]),
      record([gopark, 0x450000]),
      record([gopark, 0x450000 - 1855]),
    ];
    expect(waits(records).slice(1)).toEqual(['waiting select', 'waiting select (no cases)']);
  });
});

test('an unknown build is read by the order of its code', () => {
  const records = [
    record([gopark, chansend1 + 0x3aa, chansend1]),
    record([gopark, chanrecv1 + 0x421, chanrecv1]),
    record([gopark, chanrecv1 + 0x1a1, chanrecv1]),
  ];
  expect(waits(records)).toEqual([
    'waiting chan send',
    'waiting chan receive',
    'waiting chan receive (nil chan)',
  ]);
});

test('a shown frame of sync, poll or time says it, however many PCs are hidden', () => {
  const records = [
    record([gopark, 1, 2], 'sync.runtime_SemacquireWaitGroup'),
    record([gopark, 1, 2], 'internal/poll.runtime_pollWait'),
    record([gopark], 'sync.runtime_notifyListWait'),
    record([gopark], 'time.Sleep'),
  ];
  expect(waits(records)).toEqual([
    'waiting sync.WaitGroup.Wait',
    'waiting IO wait',
    'waiting sync.Cond.Wait',
    'waiting sleep',
  ]);
});

test('what is not parked runs, or is in a system call', () => {
  const parked = record([gopark], 'sync.runtime_notifyListWait');
  const tops = ['syscall.Syscall', 'os/signal.signal_recv'];
  const records = [
    parked,
    record([]),
    ...tops.map((top) => record([], top)),
    record([7], 'iter.Pull[...].func1.1'),
  ];
  expect(waits(records).slice(1)).toEqual(['runnable', 'syscall', 'syscall', 'waiting coroutine']);
});

test('nothing, and nothing hidden', () => {
  expect(waits([])).toEqual([]);
  expect(waits([{ pcs: [], shown: [], count: 3 }])).toEqual(['runnable']);
});
