import { Cursor } from '../../base/cursor.ts';
import { type ArgKind, type EventSpec, v1Events, v2Events } from '../../formats/gotrace/events.ts';
import { argNames } from './encode.ts';
import { frameName, goStatuses, isStack, isString, procStatuses } from './words.ts';

/** A well-formed trace as text (see `words.ts`): what `encodeTrace` makes bytes of again. */
export function dumpTrace(bytes: Uint8Array): string {
  const header = new TextDecoder().decode(bytes.subarray(0, 16)).replace(/\0+$/, '');
  const version = Number(/^go 1\.(\d+) trace$/.exec(header)?.[1]);
  const body = version < 22 ? new V1Dump(bytes).lines() : new V2Dump(bytes).lines();
  return [header, ...body, ''].join('\n');
}

/** Strings by id, and stacks as they are written. */
interface Tables {
  readonly strings: Map<number, string>;
  readonly stacks: Map<number, string>;
}

function isNone(cursor: Cursor): boolean {
  return cursor.high === 0xffffffff && cursor.low === 0xffffffff;
}

function argText(kind: ArgKind, value: number, tables: Tables): string {
  if (isStack(kind)) return tables.stacks.get(value) ?? '-';
  if (isString(kind)) return JSON.stringify(tables.strings.get(value) ?? '');
  if (kind === 'gstatus') return goStatuses[value] ?? String(value);
  if (kind === 'pstatus') return procStatuses[value] ?? String(value);
  return String(value);
}

/** The event's line; values are read from `cursor`, one per argument of `spec`, as far as `end`. */
function eventLine(spec: EventSpec, cursor: Cursor, tables: Tables): string {
  const names = argNames(spec);
  let dt = 0;
  const args = spec.args.flatMap((kind, i) => {
    const value = cursor.varint();
    if (kind === 'dt') {
      dt = value;
      return [];
    }
    return [`${names[i]}=${isNone(cursor) ? '-' : argText(kind, value, tables)}`];
  });
  return [`+${dt}`, spec.name, ...args].join(' ');
}

function frameTexts(cursor: Cursor, count: number, strings: ReadonlyMap<number, string>): string {
  const frames: string[] = [];
  for (let i = 0; i < count; i++) {
    cursor.varint();
    const name = strings.get(cursor.varint()) ?? '';
    cursor.varint();
    frames.push(`${frameName(name)}:${cursor.varint()}`);
  }
  return `[${frames.join(' ')}]`;
}

interface Batch {
  readonly m: string;
  readonly at: number;
  readonly start: number;
  readonly end: number;
}

class V2Dump {
  private readonly bytes: Uint8Array;
  private readonly specs = new Map(v2Events.map((spec) => [spec.type, spec]));

  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
  }

  lines(): readonly string[] {
    const generations = new Map<number, Batch[]>();
    const cursor = new Cursor(this.bytes, 'gotrace', 16);
    while (cursor.pos < cursor.end) {
      if (cursor.byte() === 52) continue;
      const number = cursor.varint();
      const m = cursor.varint();
      const name = isNone(cursor) ? '-' : String(m);
      const at = cursor.varint();
      const size = cursor.varint();
      const batches = generations.get(number) ?? [];
      batches.push({ m: name, at, start: cursor.pos, end: cursor.pos + size });
      generations.set(number, batches);
      cursor.skip(size);
    }
    return [...generations].flatMap(([number, batches]) => [
      `generation ${number} at ${Math.min(...batches.map(({ at }) => at))}`,
      ...this.generation(batches),
      'end',
    ]);
  }

  private generation(batches: readonly Batch[]): readonly string[] {
    const tables: Tables = { strings: new Map(), stacks: new Map() };
    const ofKind = (...types: number[]): readonly Batch[] =>
      batches.filter(({ start, end }) => start < end && types.includes(this.bytes[start]));
    for (const batch of ofKind(4)) this.strings(batch, tables);
    for (const batch of ofKind(2)) this.stacks(batch, tables);
    const special = new Set([...ofKind(2, 4, 6, 8, 50)]);
    return [
      ...ofKind(8, 50).flatMap((batch) => this.clock(batch)),
      ...batches.filter((batch) => !special.has(batch)).flatMap((batch) => this.events(batch, tables)),
      ...ofKind(6).flatMap((batch) => this.samples(batch, tables)),
    ];
  }

  private cursor({ start, end }: Batch): Cursor {
    return new Cursor(this.bytes, 'gotrace', start + 1, end);
  }

  private strings(batch: Batch, { strings }: Tables): void {
    const cursor = this.cursor(batch);
    while (cursor.pos < cursor.end) {
      cursor.byte();
      const id = cursor.varint();
      strings.set(id, new TextDecoder().decode(cursor.take(cursor.varint())));
    }
  }

  private stacks(batch: Batch, { strings, stacks }: Tables): void {
    const cursor = this.cursor(batch);
    while (cursor.pos < cursor.end) {
      cursor.byte();
      const id = cursor.varint();
      stacks.set(id, frameTexts(cursor, cursor.varint(), strings));
    }
  }

  private clock(batch: Batch): readonly string[] {
    const cursor = this.cursor(batch);
    if (this.bytes[batch.start] === 8) return [`clock ${cursor.varint()}`];
    cursor.byte();
    const perSecond = cursor.varint();
    cursor.byte();
    cursor.varint();
    const wall = [cursor.varint(), cursor.varint(), cursor.varint()];
    return [`clock ${perSecond} at ${wall.join('.')}`];
  }

  private events(batch: Batch, tables: Tables): readonly string[] {
    const lines = [`thread ${batch.m} at ${batch.at}`];
    const cursor = new Cursor(this.bytes, 'gotrace', batch.start, batch.end);
    while (cursor.pos < cursor.end) {
      const type = cursor.byte();
      const spec = this.specs.get(type);
      if (spec === undefined) throw cursor.malformed(`event ${type}`);
      lines.push(eventLine(spec, cursor, tables));
    }
    return lines;
  }

  private samples(batch: Batch, tables: Tables): readonly string[] {
    const cursor = this.cursor(batch);
    const lines: string[] = [];
    while (cursor.pos < cursor.end) {
      cursor.byte();
      const args = (['ticks', 'm', 'p', 'g', 'stack'] as const).map((kind) => {
        const value = cursor.varint();
        return `${kind}=${isNone(cursor) ? '-' : argText(kind, value, tables)}`;
      });
      lines.push(`sample ${args.join(' ')}`);
    }
    return lines;
  }
}

class V1Dump {
  private readonly bytes: Uint8Array;
  private readonly tables: Tables = { strings: new Map(), stacks: new Map() };
  private readonly specs = new Map(v1Events.map((spec) => [spec.type, spec]));

  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
  }

  private frequency = '';

  /** Twice through: stacks stand at the end. */
  lines(): readonly string[] {
    this.pass();
    return [...this.pass(), this.frequency];
  }

  private pass(): readonly string[] {
    const cursor = new Cursor(this.bytes, 'gotrace', 16);
    const lines: string[] = [];
    while (cursor.pos < cursor.end) {
      const byte = cursor.byte();
      const type = byte & 63;
      if (type === 37) {
        const id = cursor.varint();
        this.tables.strings.set(id, new TextDecoder().decode(cursor.take(cursor.varint())));
        continue;
      }
      if (byte >> 6 === 3) cursor.varint();
      if (type === 3) {
        const id = cursor.varint();
        this.tables.stacks.set(id, frameTexts(cursor, cursor.varint(), this.tables.strings));
      } else if (type === 2) this.frequency = `frequency ${cursor.varint()}`;
      else if (type === 35) cursor.varint();
      else if (type === 1) lines.push(this.batch(cursor));
      else lines.push(this.event(type, cursor));
    }
    return lines;
  }

  private batch(cursor: Cursor): string {
    const proc = cursor.varint();
    const name = isNone(cursor) ? '-' : String(proc);
    return `proc ${name} at ${cursor.varint()}`;
  }

  private event(type: number, cursor: Cursor): string {
    const spec = this.specs.get(type);
    if (spec === undefined) throw cursor.malformed(`event ${type}`);
    const line = eventLine(spec, cursor, this.tables);
    if (spec.name !== 'UserLog') return line;
    return `${line} message=${JSON.stringify(new TextDecoder().decode(cursor.take(cursor.varint())))}`;
  }
}
