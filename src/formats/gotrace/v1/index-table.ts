import { Float64Builder, Int32Builder, NONE } from '../../../base/columns.ts';
import type { TraceBuilder } from '../builder.ts';
import { IdRows } from '../id-rows.ts';
import { noId } from '../scheduler.ts';

/** Stretches of the file in which the events of one buffer stand: a batch, or a part of one. */
export class Pieces {
  /** Offsets of the first event and behind the last one. */
  readonly start = new Float64Builder();
  readonly end = new Float64Builder();
  /** Before the first event; NaN if it goes on where the piece before ended. */
  readonly ticks = new Float64Builder();
  /** The next piece of the same buffer, or NONE. */
  readonly next = new Int32Builder();

  push(start: number, ticks: number): number {
    this.start.push(start);
    this.end.push(start);
    this.ticks.push(ticks);
    return this.next.push(NONE);
  }
}

/** CPU samples: they lie in the buffer of no proc, with times of their own. Times in ticks, procs as rows. */
export class Samples {
  readonly time = new Float64Builder();
  readonly proc = new Int32Builder();
  readonly g = new Float64Builder();
  /** Id of the stack. */
  readonly stack = new Float64Builder();
  readonly place = new Float64Builder();

  /** Rows by time. */
  sorted(): Int32Array {
    const { time } = this;
    const rows = Int32Array.from({ length: time.length }, (_, row) => row);
    return rows.sort((a, b) => time.values[a] - time.values[b]);
  }
}

/** The events of one proc, or of none, in the order in which they were written. */
export interface Buffer {
  /** Of the proc; NONE for none. */
  readonly id: number;
  /** Row of the builder's procs; NONE for none. */
  readonly proc: number;
  /** Pieces. */
  readonly first: number;
  last: number;
}

/** Where things stand in a v1 trace, and what stands at its end but is needed from the start. */
export class V1Index {
  /** String indices and stack rows by the file's ids. */
  readonly strings = new IdRows();
  readonly stacks = new IdRows();
  readonly pieces = new Pieces();
  readonly samples = new Samples();
  /** By id of the proc. */
  private readonly byId = new Map<number, Buffer>();
  /** How many events have a time. */
  events = 0;
  /** 0 if it is missing. */
  ticksPerSecond = 0;
  isCut = false;

  constructor() {
    this.strings.set(0, 0);
    this.stacks.set(0, NONE);
  }

  /** Sorted by id: of events at one time, that of the lower one comes first. */
  buffers(): readonly Buffer[] {
    return [...this.byId.values()].sort((a, b) => a.id - b.id);
  }

  /** A new piece of the buffer of proc `id`. */
  piece(id: number, start: number, ticks: number, builder: TraceBuilder): number {
    const { pieces } = this;
    const piece = pieces.push(start, ticks);
    const buffer = this.byId.get(id);
    if (buffer === undefined) {
      this.byId.set(id, { id, proc: procRow(id, builder), first: piece, last: piece });
    } else {
      pieces.next.values[buffer.last] = piece;
      buffer.last = piece;
    }
    return piece;
  }
}

/** Row of a proc as events name it. */
export function procRow(id: number, builder: TraceBuilder): number {
  return id === NONE || id >= noId ? NONE : builder.proc(id);
}
