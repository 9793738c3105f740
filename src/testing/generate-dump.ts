import { seededRandom } from './random.ts';

export interface DumpShape {
  readonly goroutines: number;
  /** Distinct stacks among them. */
  readonly stacks: number;
  /** The dump is cut at this size, as the runtime does at 64 MiB. */
  readonly maxBytes: number;
  readonly seed: number;
  /** First goroutine id, and how many ids lie between neighbours: for a second snapshot of the same program. */
  readonly firstId?: number;
}

const waits = [
  'chan receive',
  'chan send',
  'select',
  'IO wait',
  'sync.Mutex.Lock',
  'sync.WaitGroup.Wait',
  'sleep',
  'semacquire',
];
const verbs = ['Serve', 'handle', 'watch', 'apply', 'poll', 'flush', 'sync', 'dispatch', 'lookup', 'commit'];
const nouns = ['Syncer', 'Cache', 'Pool', 'Session', 'Broker', 'Index', 'Queue', 'Router'];

/** A `debug=2` dump: deterministic for a seed, shaped like a large service. Bytes of ASCII text. */
export function generateDump(shape: DumpShape): Uint8Array {
  const random = seededRandom(shape.seed);
  const bodies: string[] = [];
  for (let s = 0; s < shape.stacks; s++) bodies.push(stackText(s, random.below));
  const parts: string[] = [];
  let size = 0;
  let id = shape.firstId ?? 1;
  for (let g = 0; g < shape.goroutines && size < shape.maxBytes; g++) {
    const stack = g < shape.stacks ? g : Math.floor(random.next() ** 3 * shape.stacks);
    const minutes = random.below(4) === 0 ? '' : `, ${1 + random.below(300)} minutes`;
    const text = `goroutine ${id} [${waits[stack % waits.length]}${minutes}]:\n${bodies[stack]}`;
    id += 1 + random.below(3);
    size += text.length;
    parts.push(text);
  }
  const bytes = new TextEncoder().encode(parts.join(''));
  return bytes.subarray(0, Math.min(bytes.length, shape.maxBytes));
}

function stackText(s: number, below: (bound: number) => number): string {
  const depth = 1 + below(3);
  let text = '';
  for (let d = 0; d < depth; d++) {
    const pack = `shop.example/services/p${(s * 7 + d) % 211}`;
    const line = 10 + ((s * 13 + d * 31) % 900);
    text += `${pack}.(*${nouns[(s + d) % nouns.length]}).${verbs[(s * 3 + d) % verbs.length]}${s}(0xc000${(s * 64).toString(16).padStart(6, '0')}, {0x${(below(1 << 20) + 4096).toString(16)}?, 0x${below(256).toString(16)}})\n`;
    text += `\t/src/services/p${(s * 7 + d) % 211}/f${d}.go:${line} +0x${below(4000).toString(16)}\n`;
  }
  return `${text}created by main.start${s % 997} in goroutine ${1 + below(1000)}\n\t/src/main.go:${20 + (s % 997)} +0x85\n\n`;
}
