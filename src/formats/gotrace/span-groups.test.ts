import { describe, expect, it } from 'vitest';
import { NONE } from '../../base/columns.ts';
import { Pace } from '../../base/pace.ts';
import { rowAt } from '../../base/split-rows.ts';
import { timeAt } from '../../base/split-times.ts';
import { spanReason, spanStack, spanState } from '../../model/trace.ts';
import { columnsOf, SPAN_CONDITION, SPAN_PEER, SPAN_WIDTH, type SpanDelivery } from './span-columns.ts';
import { ConditionRows } from './span-conditions.ts';
import { SpanStore } from './span-store.ts';

/** Start, stack and peer of each row: goroutine 0 has the even ones, 1 the odd ones, in blocks of so many. */
async function stored(
  rows: readonly (readonly [start: number, stack: number, peer: number])[],
  perBlock = 2,
) {
  const store = new SpanStore();
  const columns = columnsOf(perBlock, ArrayBuffer);
  const known = new ConditionRows();
  const add = (length: number): SpanDelivery => ({
    columns,
    length,
    conditions: known.length,
    explained: new Int32Array(0),
  });
  rows.forEach(([start, stack, peer], row) => {
    const place = row % perBlock;
    const at = place * SPAN_WIDTH;
    columns.start[place] = start;
    columns.fields[at] = row & 1;
    columns.fields[at + SPAN_CONDITION] = known.of(0, 0, stack);
    columns.fields[at + SPAN_PEER] = peer;
    if (place + 1 === perBlock) store.add(add(perBlock));
  });
  const { spans } = await store.grouped(add(0), 2, known.table(), true, new Pace());
  return {
    spans,
    rows: Array.from(spans.condition, (_, row) => [
      timeAt(spans.start, row),
      spanStack(spans, row),
      rowAt(spans.peer, row),
    ]),
  };
}

describe('columns of spans', () => {
  it('are narrow while what they hold is', async () => {
    const { spans, rows } = await stored([
      [0, -1, 0x7fff],
      [7, 0x7fff, -1],
    ]);
    expect(rows).toEqual([
      [0, -1, 0x7fff],
      [7, 0x7fff, -1],
    ]);
    expect([spans.condition, spans.peer.low].map((column) => column.BYTES_PER_ELEMENT)).toEqual([1, 2]);
    expect([spans.start.high.length, spans.peer.high.length]).toEqual([1, 1]);
  });

  it('are narrowest where few goroutines and procs take turns', async () => {
    const { spans, rows } = await stored([
      [0, -1, 0x7f],
      [2 ** 32 - 1, -1, -1],
    ]);
    expect(rows).toEqual([
      [0, -1, 0x7f],
      [2 ** 32 - 1, -1, -1],
    ]);
    expect(spans.peer.low.BYTES_PER_ELEMENT).toBe(1);
    expect([spans.start.high.length, spans.peer.high.length]).toEqual([1, 1]);
  });

  it('are as wide as the widest block needs', async () => {
    const { spans, rows } = await stored([
      [0, 3, 2 ** 24],
      [7, 0x12345, 1],
      [2 ** 32 + 5, 4, 2],
      [2 ** 41 + 9, 5, -1],
    ]);
    expect(rows).toEqual([
      [0, 3, 2 ** 24],
      [2 ** 32 + 5, 4, 2],
      [7, 0x12345, 1],
      [2 ** 41 + 9, 5, -1],
    ]);
    expect([spans.condition, spans.peer.high].map((column) => column.BYTES_PER_ELEMENT)).toEqual([1, 2]);
    expect(spans.start.high.BYTES_PER_ELEMENT).toBe(2);
  });
});

describe('conditions of spans', () => {
  it('are each in the table once, also those that the cache has forgotten', async () => {
    const rows = Array.from({ length: 20_000 }, (_, i) => [i, (i % 9000) - 1, 0] as const);
    const { spans } = await stored(rows, 1000);
    expect(spans.conditions.length).toBe(9000);
    const known = new ConditionRows();
    expect([known.of(2, 3, 7), known.of(2, 3, 8), known.of(2, 3, 7), known.of(2, 4, 7)]).toEqual([
      0, 1, 0, 2,
    ]);
    const { state, reason, stack } = known.table();
    expect([state[2], reason[2], stack[2]]).toEqual([2, 4, 7]);
  });

  it('take as many bytes as their number needs', async () => {
    for (const [count, bytes] of [
      [256, 1],
      [257, 2],
      [65_536, 2],
      [65_537, 4],
    ]) {
      const { spans } = await stored(
        Array.from({ length: 70_000 }, (_, i) => [i, i % count, 0]),
        10_000,
      );
      expect(spans.condition.BYTES_PER_ELEMENT).toBe(bytes);
      const all = Array.from(
        spans.condition,
        (_, row) => spanStack(spans, row) - (timeAt(spans.start, row) % count),
      );
      expect(all.every((difference) => difference === 0)).toBe(true);
    }
  });

  it('keep what they have when more is told of them', () => {
    const known = new ConditionRows();
    const bare = known.of(4, 0, NONE);
    const full = known.explained(bare, 7, 9);
    expect(full).toBe(known.of(4, 9, 7));
    expect(known.explained(full, 8, 3)).toBe(full);
    expect(known.explained(known.of(4, 0, 5), 8, 3)).toBe(known.of(4, 3, 5));
  });

  it('of a goroutine’s latest span can become others later', async () => {
    const store = new SpanStore();
    const columns = columnsOf(300, ArrayBuffer);
    const known = new ConditionRows();
    for (let row = 0; row < 300; row++) {
      columns.fields.set([row, known.of(4, 0, row < 3 ? NONE : row % 50), NONE], row * SPAN_WIDTH);
      columns.start[row] = row;
    }
    const none = new Int32Array(0);
    store.add({ columns, length: 200, conditions: known.length, explained: none });
    columns.fields.set([200, known.of(4, 0, NONE), NONE]);
    store.add({ columns, length: 1, conditions: known.length, explained: none });
    for (let stack = 100; stack < 400; stack++) known.of(4, 0, stack);
    const told: readonly (readonly [number, number])[] = [
      [4, known.of(4, 8, 4)],
      [200, known.of(4, 0, 6)],
      [1, known.of(4, 0, 5)],
      [0, known.of(4, 9, 70_000)],
    ];
    const explained = Int32Array.from(told.flat());
    const rest = { columns, length: 0, conditions: known.length, explained };
    const { spans } = await store.grouped(rest, 300, known.table(), true, new Pace());
    const shown = [0, 1, 2, 4, 200].map((row) => [
      spanState(spans, row),
      spanReason(spans, row),
      spanStack(spans, row),
    ]);
    expect(shown).toEqual([
      [4, 9, 70_000],
      [4, 0, 5],
      [4, 0, NONE],
      [4, 8, 4],
      [4, 0, 6],
    ]);
  });
});
