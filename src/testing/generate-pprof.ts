import { Writer } from 'protobufjs/minimal.js';
import { seededRandom } from './random.ts';

export interface ProfileShape {
  readonly samples: number;
  /** Distinct stacks among them. */
  readonly stacks: number;
  readonly functions: number;
  /** Frames of a stack, about. */
  readonly depth: number;
  readonly seed: number;
}

const linesPerFunction = 4;

/**
 * An uncompressed heap profile, written as Go writes it (strings last, packed lists): deterministic for a seed. Stacks
 * are walks through a program whose functions call a few others each, so that they share their roots.
 */
export function generatePprof(shape: ProfileShape): Uint8Array {
  const { functions, samples, stacks } = shape;
  const random = seededRandom(shape.seed);
  const strings = ['', 'alloc_objects', 'count', 'alloc_space', 'bytes', 'inuse_objects', 'inuse_space'];
  const writer = Writer.create();
  for (const [type, unit] of [
    [1, 2],
    [3, 4],
    [5, 2],
    [6, 4],
  ])
    writer.uint32(10).fork().uint32(8).int64(type).uint32(16).int64(unit).ldelim();
  const walks = Array.from({ length: Math.min(stacks, samples) }, () => walk(shape, random.below));
  for (let i = 0; i < samples; i++) writeSample(writer, walks[i % walks.length], random.below);
  for (let f = 1; f <= functions; f++) {
    const pack = `shop.example/services/p${f % 211}`;
    const name = strings.push(`${pack}.(*Handler${f}).ServeStep`) - 1;
    const file = strings.push(`/src/services/p${f % 211}/handler_${f}.go`) - 1;
    for (let l = 0; l < linesPerFunction; l++) {
      const id = (f - 1) * linesPerFunction + l + 1;
      writer
        .uint32(34)
        .fork()
        .uint32(8)
        .uint64(id)
        .uint32(24)
        .uint64(0x400000 + id * 16);
      writer
        .uint32(34)
        .fork()
        .uint32(8)
        .uint64(f)
        .uint32(16)
        .int64(10 + l * 7)
        .ldelim()
        .ldelim();
    }
    writer.uint32(42).fork().uint32(8).uint64(f).uint32(16).int64(name);
    writer.uint32(24).int64(name).uint32(32).int64(file).ldelim();
  }
  for (const text of strings) writer.uint32(50).string(text);
  return writer.finish();
}

/** Location ids from the leaf to the root. */
function walk({ functions, depth }: ProfileShape, below: (bound: number) => number): readonly number[] {
  const ids: number[] = [];
  let at = 0;
  const length = Math.max(1, Math.round(depth * (0.5 + below(1000) / 1000)));
  for (let d = 0; d < length; d++) {
    ids.push(at * linesPerFunction + below(d < 4 ? 1 : linesPerFunction) + 1);
    at = (at * 7 + 1 + below(d < 4 ? 2 : 6)) % functions;
  }
  return ids.reverse();
}

function writeSample(writer: Writer, ids: readonly number[], below: (bound: number) => number): void {
  const objects = 1 + below(2000);
  const size = 16 << below(9);
  const kept = below(4) === 0 ? below(objects) : 0;
  writer.uint32(18).fork().uint32(10).fork();
  for (const id of ids) writer.uint64(id);
  writer.ldelim().uint32(18).fork();
  writer
    .int64(objects)
    .int64(objects * size)
    .int64(kept)
    .int64(kept * size);
  writer.ldelim().ldelim();
}
