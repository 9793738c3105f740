import { Float64Builder, Int32Builder, NONE, Uint8Builder } from '../../base/columns.ts';
import { type ArgumentTable, GoroutineFlag, type GoroutineTable } from '../../model/goroutines.ts';

/** One goroutine while it is being read. */
export interface GoroutineRow {
  readonly id: number;
  readonly state: number;
  readonly wait: number;
  waitMinutes: number;
  flags: number;
  stack: number;
  creator: number;
  creatorId: number;
  labelSet: number;
  bubble: number;
  readonly offset: number;
}

const usualGoroutineBytes = 280;
const usualBytesPerWord = 45;

/** Argument words of one goroutine while it is being read, and afterwards of all. */
export class WordBuilder {
  readonly depth: Uint8Builder;
  readonly position: Uint8Builder;
  readonly word: Float64Builder;
  readonly isExact: Uint8Builder;

  constructor(capacity: number) {
    this.depth = new Uint8Builder(capacity);
    this.position = new Uint8Builder(capacity);
    this.word = new Float64Builder(capacity);
    this.isExact = new Uint8Builder(capacity);
  }

  get length(): number {
    return this.word.length;
  }

  push(depth: number, position: number, word: number, isExact: boolean): void {
    this.depth.push(depth);
    this.position.push(position);
    this.word.push(word);
    this.isExact.push(isExact ? 1 : 0);
  }

  /** Forgets the words from `length` on. */
  cut(length: number): void {
    this.depth.length = length;
    this.position.length = length;
    this.word.length = length;
    this.isExact.length = length;
  }
}

/** The goroutines of one or more dumps in file order; `finish` publishes one dump's rows. */
export class GoroutineRows {
  private readonly id: Float64Builder;
  private readonly state: Uint8Builder;
  private readonly wait: Int32Builder;
  private readonly waitMinutes: Int32Builder;
  private readonly flags: Uint8Builder;
  private readonly stack: Int32Builder;
  private readonly creator: Int32Builder;
  private readonly creatorId: Float64Builder;
  private readonly labelSet: Int32Builder;
  private readonly bubble: Int32Builder;
  private readonly offset: Float64Builder;
  private readonly wordStart: Int32Builder;
  readonly words: WordBuilder;

  /** `size` is the text's, in bytes: room is made for what such a text usually holds. */
  constructor(size: number) {
    const rows = Math.ceil(size / usualGoroutineBytes);
    this.id = new Float64Builder(rows);
    this.state = new Uint8Builder(rows);
    this.wait = new Int32Builder(rows);
    this.waitMinutes = new Int32Builder(rows);
    this.flags = new Uint8Builder(rows);
    this.stack = new Int32Builder(rows);
    this.creator = new Int32Builder(rows);
    this.creatorId = new Float64Builder(rows);
    this.labelSet = new Int32Builder(rows);
    this.bubble = new Int32Builder(rows);
    this.offset = new Float64Builder(rows);
    this.wordStart = new Int32Builder(rows);
    this.words = new WordBuilder(Math.ceil(size / usualBytesPerWord));
  }

  get length(): number {
    return this.id.length;
  }

  /** Adds a row; its words are those pushed since the row before. */
  push(row: GoroutineRow, wordStart: number): number {
    this.id.push(row.id);
    this.state.push(row.state);
    this.wait.push(row.wait);
    this.waitMinutes.push(row.waitMinutes);
    this.flags.push(row.flags);
    this.stack.push(row.stack);
    this.creator.push(row.creator);
    this.creatorId.push(row.creatorId);
    this.labelSet.push(row.labelSet);
    this.bubble.push(row.bubble);
    this.wordStart.push(wordStart);
    return this.offset.push(row.offset);
  }

  stackAt(row: number): number {
    return this.stack.values[row];
  }

  idAt(row: number): number {
    return this.id.values[row];
  }

  offsetAt(row: number): number {
    return this.offset.values[row];
  }

  /** Gives a goroutine the stack that a later printing of it has, and marks it whole; true if it was not before. */
  repair(row: number, stack: number, creator: number): boolean {
    const wasPartial = (this.flags.values[row] & GoroutineFlag.partial) !== 0;
    this.stack.values[row] = stack;
    if (this.creator.values[row] === NONE) this.creator.values[row] = creator;
    this.flags.values[row] &= ~GoroutineFlag.partial;
    return wasPartial;
  }

  setCreator(row: number, creator: number): void {
    this.creator.values[row] = creator;
  }

  mark(row: number, flag: number): void {
    this.flags.values[row] |= flag;
  }

  /** The columns of rows `[from, to)`; those of a text's only dump are not copied. */
  table(from: number, to: number): GoroutineTable {
    const isAll = from === 0 && to === this.length;
    const part = <T extends Column<T>>(values: T): T => partOf(values, from, to, isAll);
    return {
      length: to - from,
      id: part(this.id.values),
      state: part(this.state.values),
      wait: part(this.wait.values),
      waitMinutes: part(this.waitMinutes.values),
      flags: part(this.flags.values),
      stack: part(this.stack.values),
      creator: part(this.creator.values),
      creatorId: part(this.creatorId.values),
      labelSet: part(this.labelSet.values),
      bubble: part(this.bubble.values),
      offset: part(this.offset.values),
    };
  }

  args(from: number, to: number): ArgumentTable {
    const { words } = this;
    const first = from < this.length ? this.wordStart.values[from] : words.length;
    const last = to < this.length ? this.wordStart.values[to] : words.length;
    const start = new Int32Array(to - from + 1);
    for (let row = from; row < to; row++) start[row - from] = this.wordStart.values[row] - first;
    start[to - from] = last - first;
    const isAll = first === 0 && last === words.length;
    const part = <T extends Column<T>>(values: T): T => partOf(values, first, last, isAll);
    return {
      start,
      depth: part(words.depth.values),
      position: part(words.position.values),
      word: part(words.word.values),
      isExact: part(words.isExact.values),
    };
  }
}

interface Column<T> {
  slice(start: number, end: number): T;
  subarray(start: number, end: number): T;
}

function partOf<T extends Column<T>>(values: T, from: number, to: number, isAll: boolean): T {
  return isAll ? values.subarray(from, to) : values.slice(from, to);
}
