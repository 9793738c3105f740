import { seededRandom } from './random.ts';

export interface ProfileShape {
  readonly samples: number;
  readonly functions: number;
  /** Frames per stack, about. */
  readonly depth: number;
  readonly seed: number;
  /** Every n-th sample carries a label; 0 for none. */
  readonly labelled?: number;
}

/**
 * A heap profile as Go writes it (four value types, strings last, one line per location, some inlined): bytes of
 * protobuf, deterministic for a seed. Neighbouring samples share most of their stacks, as in a real program.
 */
export function generateProfile(shape: ProfileShape): Uint8Array {
  const { samples, functions, depth, seed } = shape;
  const random = seededRandom(seed);
  const out = new ProtoBytes(samples * (depth * 2 + 40) + functions * 120);
  const strings = new Strings();
  for (const [type, unit] of heapTypes)
    out.message(1, (to) => to.field(1, strings.of(type)).field(2, strings.of(unit)));
  out.message(3, (to) =>
    to.field(1, 1).field(2, 0x400000).field(3, 0x8000000).field(5, strings.of('/bin/server')).field(7, 1),
  );
  const locations = functions * 2;
  /** Functions that are always inlined. */
  const small = Math.max(1, functions >> 3);
  const path: number[] = [];
  for (let i = 0; i < samples; i++) {
    const keep = Math.max(1, Math.floor(path.length * (1 - random.next() ** 2)));
    path.length = Math.min(path.length, keep);
    const target = Math.max(3, depth - 6 + random.below(13));
    while (path.length < target) path.push(nextLocation(path, locations, random.below(3)));
    const objects = 1 + random.below(40);
    const size = 16 * (1 + random.below(128));
    const kept = random.below(3) === 0 ? 0 : 1 + random.below(objects);
    out.message(2, (to) => {
      to.packed(1, path, true);
      to.packed(2, [objects * 8, objects * 8 * size, kept, kept * size], false);
      if (shape.labelled && i % shape.labelled === 0)
        to.message(3, (label) =>
          label.field(1, strings.of('bytes')).field(3, size).field(4, strings.of('bytes')),
        );
    });
  }
  for (let l = 1; l <= locations; l++) {
    const func = 1 + (l % functions);
    out.message(4, (to) => {
      to.field(1, l)
        .field(2, 1)
        .field(3, 0x400000 + l * 48);
      if (l % 7 === 0)
        to.message(4, (line) => line.field(1, functions + 1 + ((func * 13) % small)).field(2, 10 + (l % 90)));
      to.message(4, (line) => line.field(1, func).field(2, 100 + (l % 900)));
    });
  }
  for (let f = 1; f <= functions + small; f++) {
    const name = strings.of(`example.com/shop/p${f % 97}.(*T${f}).Do${f % 11}`);
    const file = strings.of(`example.com/shop/p${f % 97}/file${f % 389}.go`);
    out.message(5, (to) => to.field(1, f).field(2, name).field(3, name).field(4, file).field(5, 90));
  }
  out.message(11, (to) => to.field(1, strings.of('space')).field(2, strings.of('bytes')));
  out.field(9, 1_764_000_000_000_000_000).field(12, 524_288).field(14, strings.of('inuse_space'));
  for (const text of strings.all) out.text(6, text);
  return out.finish();
}

const heapTypes = [
  ['alloc_objects', 'count'],
  ['alloc_space', 'bytes'],
  ['inuse_objects', 'count'],
  ['inuse_space', 'bytes'],
] as const;

/** A location that the last of the path calls: each calls three others, the same in every stack. */
function nextLocation(path: readonly number[], locations: number, which: number): number {
  const last = path[path.length - 1] ?? 0;
  return 1 + ((last * 2_654_435 + which * 40_503 + path.length * 97) % locations);
}

class Strings {
  readonly all: string[] = [''];
  private readonly indexOf = new Map<string, number>([['', 0]]);

  of(text: string): number {
    const known = this.indexOf.get(text);
    if (known !== undefined) return known;
    this.indexOf.set(text, this.all.length);
    return this.all.push(text) - 1;
  }
}

/** Protobuf fields into one growing array. */
class ProtoBytes {
  private bytes: Uint8Array;
  private at = 0;

  constructor(capacity: number) {
    this.bytes = new Uint8Array(Math.max(64, capacity));
  }

  field(number: number, value: number): this {
    this.varint(number * 8);
    this.varint(value);
    return this;
  }

  text(number: number, text: string): void {
    this.raw(number, new TextEncoder().encode(text));
  }

  /** `values` as one packed field; `isReversed` writes the last first. */
  packed(number: number, values: readonly number[], isReversed: boolean): void {
    this.message(number, (to) => {
      for (let i = 0; i < values.length; i++) to.varint(values[isReversed ? values.length - 1 - i : i]);
    });
  }

  message(number: number, write: (to: ProtoBytes) => void): void {
    const inner = ProtoBytes.spare.pop() ?? new ProtoBytes(1024);
    inner.at = 0;
    write(inner);
    this.raw(number, inner.bytes.subarray(0, inner.at));
    ProtoBytes.spare.push(inner);
  }

  finish(): Uint8Array {
    return this.bytes.slice(0, this.at);
  }

  private static readonly spare: ProtoBytes[] = [];

  private raw(number: number, bytes: Uint8Array): void {
    this.varint(number * 8 + 2);
    this.varint(bytes.length);
    this.reserve(bytes.length);
    this.bytes.set(bytes, this.at);
    this.at += bytes.length;
  }

  private varint(value: number): void {
    this.reserve(10);
    let rest = value;
    while (rest >= 0x80) {
      this.bytes[this.at++] = (rest % 128) | 0x80;
      rest = Math.floor(rest / 128);
    }
    this.bytes[this.at++] = rest;
  }

  private reserve(more: number): void {
    if (this.at + more <= this.bytes.length) return;
    const next = new Uint8Array((this.at + more) * 2);
    next.set(this.bytes.subarray(0, this.at));
    this.bytes = next;
  }
}
