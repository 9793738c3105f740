import { describe, expect, it } from 'vitest';
import { Pace } from '../../base/pace.ts';
import { rowAt } from '../../base/split-rows.ts';
import { timeAt } from '../../base/split-times.ts';
import { columnsOf, SPAN_PEER, SPAN_STACK, SPAN_WIDTH } from './span-columns.ts';
import { firstOf, groupConditions } from './span-groups.ts';
import { SpanStore } from './span-store.ts';

/** A block whose rows belong to goroutines 1 and 0 in turn, half to each. */
function block(pairs: readonly number[]) {
  const first = Int32Array.of(0, pairs.length >> 1, pairs.length);
  return { goroutine: Int32Array.of(1, 0), first, state: Uint16Array.from(pairs) };
}

/** State and reason of each row, as blocks have them. */
async function groupedPairs(blocks: readonly ReturnType<typeof block>[]) {
  const first = firstOf(blocks, 2);
  const { condition, conditions } = await groupConditions(blocks, first, false, new Pace());
  const { length, state, reason } = conditions;
  return { condition, length, pairs: Array.from(condition, (row) => (state[row] << 8) | reason[row]) };
}

describe('conditions of spans', () => {
  it('are each in the table once', async () => {
    const { condition, length, pairs } = await groupedPairs([
      block([0x201, 0x403, 0x201, 0x201]),
      block([0x483, 0x201]),
    ]);
    expect(condition).toEqual(Uint8Array.of(0, 0, 0, 0, 1, 2));
    expect(length).toBe(3);
    expect(pairs).toEqual([0x201, 0x201, 0x201, 0x201, 0x403, 0x483]);
  });

  it('take two bytes from the 257th on', async () => {
    const many = (from: number, count: number) => Array.from({ length: count }, (_, i) => from + i);
    const blocks = [block(many(0x100, 256)), block(many(0x180, 256)), block(many(0x110, 8))];
    const narrow = await groupedPairs(blocks.slice(0, 1));
    expect(narrow.condition).toBeInstanceOf(Uint8Array);
    expect(narrow.length).toBe(256);
    const wide = await groupedPairs(blocks);
    expect(wide.condition).toBeInstanceOf(Uint16Array);
    expect(wide.length).toBe(384);
    const own = [many(0x180, 128), many(0x200, 128), many(0x114, 4)];
    const others = [many(0x100, 128), many(0x180, 128), many(0x110, 4)];
    expect(wide.pairs).toEqual([...own, ...others].flat());
  });
});

/** Start, stack and peer of each row: goroutine 0 has the even ones, 1 the odd ones, in blocks of two. */
async function stored(rows: readonly (readonly [start: number, stack: number, peer: number])[]) {
  const store = new SpanStore();
  const columns = columnsOf(2, ArrayBuffer);
  const explained = new Int32Array(0);
  rows.forEach(([start, stack, peer], row) => {
    const at = (row & 1) * SPAN_WIDTH;
    columns.start[row & 1] = start;
    columns.fields[at] = row & 1;
    columns.fields[at + SPAN_STACK] = stack;
    columns.fields[at + SPAN_PEER] = peer;
    if ((row & 1) === 1) store.add({ columns, length: 2, explained });
  });
  const { spans } = await store.grouped({ columns, length: 0, explained }, 2, true, new Pace());
  return {
    spans,
    rows: Array.from(spans.stack, (stack, row) => [timeAt(spans.start, row), stack, rowAt(spans.peer, row)]),
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
    expect([spans.stack, spans.peer.high].map((column) => column.BYTES_PER_ELEMENT)).toEqual([2, 1]);
    expect(spans.start.high.BYTES_PER_ELEMENT).toBe(1);
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
    expect([spans.stack, spans.peer.high].map((column) => column.BYTES_PER_ELEMENT)).toEqual([4, 2]);
    expect(spans.start.high.BYTES_PER_ELEMENT).toBe(2);
  });
});
