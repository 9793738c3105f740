import { type ArgKind, type EventSpec, v1Events, v2Events } from '../../formats/gotrace/events.ts';
import { type Frame, goStatuses, isStack, isString, noneValue, procStatuses, specByName } from './words.ts';

/** The bytes of a trace written as text (see `words.ts`). Throws on what it does not understand. */
export function encodeTrace(text: string): Uint8Array<ArrayBuffer> {
  const lines = text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'));
  const version = Number(/^go 1\.(\d+) trace$/.exec(lines[0])?.[1]);
  if (!(version > 0)) throw new Error(`not the header of a trace: ${lines[0]}`);
  const out = new Bytes();
  out.text(lines[0].padEnd(16, '\0'));
  const encoder = version < 22 ? new V1Encoder(out) : new V2Encoder(out, version);
  for (const line of lines.slice(1)) encoder.line(line);
  encoder.end();
  return out.finish();
}

class Bytes {
  private readonly values: number[] = [];

  get length(): number {
    return this.values.length;
  }

  byte(value: number): void {
    this.values.push(value);
  }

  text(value: string): void {
    this.values.push(...new TextEncoder().encode(value));
  }

  varint(value: number): void {
    let left = value >= noneValue ? 0xffffffffffffffffn : BigInt(value);
    while (left > 127n) {
      this.values.push(Number(left & 127n) | 128);
      left >>= 7n;
    }
    this.values.push(Number(left));
  }

  string(value: string): void {
    const bytes = new TextEncoder().encode(value);
    this.varint(bytes.length);
    this.values.push(...bytes);
  }

  append(other: Bytes): void {
    for (const value of other.values) this.values.push(value);
  }

  finish(): Uint8Array<ArrayBuffer> {
    return Uint8Array.from(this.values);
  }
}

/** Ids of strings and stacks, given as they come up. */
class Tables {
  readonly strings = new Map<string, number>();
  readonly stacks = new Map<string, number>();

  string(value: string): number {
    if (value === '') return 0;
    const id = this.strings.get(value) ?? this.strings.size + 1;
    this.strings.set(value, id);
    return id;
  }

  stack(text: string): number {
    if (text === '-') return 0;
    const id = this.stacks.get(text) ?? this.stacks.size + 1;
    this.stacks.set(text, id);
    return id;
  }

  /** Frames of every stack; their functions and files become strings. */
  frames(): readonly { readonly id: number; readonly frames: readonly Frame[] }[] {
    return [...this.stacks].map(([text, id]) => ({ id, frames: framesOf(text) }));
  }
}

function framesOf(text: string): readonly Frame[] {
  return text
    .slice(1, -1)
    .split(' ')
    .map((frame) => {
      const at = frame.lastIndexOf(':');
      return { function: decodeURIComponent(frame.slice(0, at)), line: Number(frame.slice(at + 1)) };
    });
}

/** `key="a value" other=3 stack=[a:1 b:2]` as a map. */
function argsOf(text: string): ReadonlyMap<string, string> {
  const args = new Map<string, string>();
  for (const [, key, value] of text.matchAll(/([\w.]+)=("(?:[^"\\]|\\.)*"|\[[^\]]*\]|\S+)/g)) {
    args.set(key, value);
  }
  return args;
}

function argValue(kind: ArgKind, text: string | undefined, tables: Tables): number {
  if (text === undefined) return 0;
  if (isStack(kind)) return tables.stack(text);
  if (isString(kind)) return tables.string(JSON.parse(text) as string);
  if (text === '-') return noneValue;
  if (kind === 'gstatus' && goStatuses.includes(text)) return goStatuses.indexOf(text);
  if (kind === 'pstatus' && procStatuses.includes(text)) return procStatuses.indexOf(text);
  if (!/^\d+$/.test(text)) throw new Error(`${kind}=${text} is no number`);
  return Number(text);
}

/** An argument's name in the text: its kind, numbered from the second of a kind on. */
export function argNames(spec: EventSpec): readonly string[] {
  return spec.args.map((kind, i) => {
    const before = spec.args.slice(0, i).filter((other) => other === kind).length;
    return before === 0 ? kind : `${kind}${before + 1}`;
  });
}

interface Event {
  readonly spec: EventSpec;
  readonly values: readonly number[];
  readonly args: ReadonlyMap<string, string>;
}

/** `+5 GoStart g=1 gseq=1` */
function eventOf(line: string, specs: readonly EventSpec[], tables: Tables): Event {
  const match = /^\+(\d+) (\w+) ?(.*)$/.exec(line);
  if (match === null) throw new Error(`not understood: ${line}`);
  const spec = specByName(specs, match[2]);
  const args = argsOf(match[3]);
  const names = argNames(spec);
  const values = spec.args.map((kind, i) =>
    kind === 'dt' ? Number(match[1]) : argValue(kind, args.get(names[i]), tables),
  );
  return { spec, values, args };
}

class V2Encoder {
  private readonly out: Bytes;
  private readonly version: number;
  private tables = new Tables();
  private generation = 0;
  private batch: { readonly m: number; readonly at: number; readonly bytes: Bytes } | null = null;
  private earliest = 0;
  private perSecond = 0;
  private wall: readonly number[] = [0, 0, 0];
  private samples: Bytes | null = null;

  constructor(out: Bytes, version: number) {
    this.out = out;
    this.version = version;
  }

  line(line: string): void {
    const [word, first, , third] = line.split(' ');
    if (word === 'generation') {
      this.end();
      this.generation = Number(first);
      this.earliest = Number(third ?? 0);
      this.tables = new Tables();
    } else if (word === 'clock') {
      this.perSecond = Number(first);
      this.wall = (line.split(' ')[3] ?? '0.0.0').split('.').map(Number);
    } else if (word === 'thread') {
      this.flush();
      this.batch = { m: first === '-' ? noneValue : Number(first), at: Number(third), bytes: new Bytes() };
      this.earliest = this.earliest === 0 ? Number(third) : Math.min(this.earliest, Number(third));
    } else if (word === 'sample') this.sample(line);
    else if (word === 'raw')
      for (const byte of line.split(' ').slice(1)) this.batch?.bytes.byte(Number(byte));
    else if (word === 'end') this.end();
    else {
      const { spec, values } = eventOf(line, v2Events, this.tables);
      this.batch?.bytes.byte(spec.type);
      for (const value of values) this.batch?.bytes.varint(value);
    }
  }

  /** `sample t=1000 m=7 p=0 g=1 stack=[…]` */
  private sample(line: string): void {
    const args = argsOf(line);
    this.samples ??= new Bytes();
    this.samples.byte(7);
    for (const kind of ['ticks', 'm', 'p', 'g', 'stack'] as const)
      this.samples.varint(argValue(kind, args.get(kind), this.tables));
  }

  private flush(): void {
    if (this.batch !== null) this.put(this.batch.m, this.batch.at, this.batch.bytes);
    this.batch = null;
  }

  private put(m: number, at: number, content: Bytes): void {
    this.out.byte(1);
    for (const value of [this.generation, m, at, content.length]) this.out.varint(value);
    this.out.append(content);
  }

  /** Closes the generation, its tables last. */
  end(): void {
    if (this.generation === 0) return;
    this.flush();
    const { tables } = this;
    const stacks = new Bytes();
    stacks.byte(2);
    for (const { id, frames } of tables.frames()) {
      stacks.byte(3);
      stacks.varint(id);
      stacks.varint(frames.length);
      for (const frame of frames) {
        const name = tables.string(frame.function);
        for (const value of [4096 + frame.line, name, tables.string('main.go'), frame.line])
          stacks.varint(value);
      }
    }
    const strings = new Bytes();
    strings.byte(4);
    for (const [text, id] of tables.strings) {
      strings.byte(5);
      strings.varint(id);
      strings.string(text);
    }
    this.put(noneValue, this.earliest, strings);
    this.put(noneValue, this.earliest, stacks);
    if (this.samples !== null) {
      const samples = new Bytes();
      samples.byte(6);
      samples.append(this.samples);
      this.put(noneValue, this.earliest, samples);
    }
    this.clock();
    if (this.version >= 26) this.out.byte(52);
    this.generation = 0;
    this.earliest = 0;
    this.samples = null;
  }

  private clock(): void {
    if (this.perSecond === 0) return;
    const clock = new Bytes();
    if (this.version >= 25) clock.byte(50);
    clock.byte(8);
    clock.varint(this.perSecond);
    if (this.version >= 25) {
      clock.byte(51);
      clock.varint(0);
      for (const value of this.wall) clock.varint(value);
    }
    this.put(noneValue, this.earliest, clock);
  }
}

class V1Encoder {
  private readonly out: Bytes;
  private readonly tables = new Tables();
  private readonly written = new Set<string>();
  private frequency = 0;

  constructor(out: Bytes) {
    this.out = out;
  }

  line(line: string): void {
    const [word, first, , third] = line.split(' ');
    if (word === 'frequency') this.frequency = Number(first);
    else if (word === 'proc') this.event(1, [first === '-' ? noneValue : Number(first), Number(third)]);
    else {
      const { spec, values, args } = eventOf(line, v1Events, this.tables);
      this.strings();
      this.event(spec.type, values);
      if (spec.name === 'UserLog') this.out.string(JSON.parse(args.get('message') ?? '""') as string);
    }
  }

  /** Up to three values stand behind the type, more behind their length in bytes. */
  private event(type: number, values: readonly number[]): void {
    if (values.length <= 3) this.out.byte(type | ((values.length - 1) << 6));
    else {
      const args = new Bytes();
      for (const value of values) args.varint(value);
      this.out.byte(type | (3 << 6));
      this.out.varint(args.length);
      this.out.append(args);
      return;
    }
    for (const value of values) this.out.varint(value);
  }

  private strings(): void {
    for (const [text, id] of this.tables.strings) {
      if (this.written.has(text)) continue;
      this.written.add(text);
      this.out.byte(37);
      this.out.varint(id);
      this.out.string(text);
    }
  }

  end(): void {
    if (this.frequency === 0) return;
    for (const { id, frames } of this.tables.frames()) {
      const values = frames.flatMap((frame) => [
        4096 + frame.line,
        this.tables.string(frame.function),
        this.tables.string('main.go'),
        frame.line,
      ]);
      this.strings();
      const args = new Bytes();
      for (const value of [id, frames.length, ...values]) args.varint(value);
      this.out.byte(3 | (3 << 6));
      this.out.varint(args.length);
      this.out.append(args);
    }
    this.event(2, [this.frequency]);
  }
}
