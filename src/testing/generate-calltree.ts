import { NONE } from '../base/columns.ts';
import { type Random, seededRandom } from './random.ts';

/** A seeded tree with the columns of analysis' `CallTree`: deep, skewed, and with many nodes narrower than a pixel. */
export function generateCallTree(
  nodes: number,
  seed: number,
  options: { hasBase?: boolean; names?: number } = {},
) {
  const random = seededRandom(seed);
  const names = frameNames(options.names ?? 4000, random);
  const parent = new Int32Array(nodes);
  const depth = new Int32Array(nodes);
  const name = new Int32Array(nodes);
  growTree(parent, depth, random);
  for (let i = 1; i < nodes; i++) name[i] = 1 + random.below(names.length - 1);
  const after = sums(parent, random, 1);
  const before = options.hasBase ? sums(parent, random, 0.6) : zeros(nodes);
  return {
    length: nodes,
    parent,
    depth,
    name,
    self: after.self,
    total: after.total,
    selfBefore: before.self,
    totalBefore: before.total,
    flags: new Uint8Array(nodes),
    wait: new Int32Array(nodes).fill(NONE),
    waits: [] as string[],
    names,
    valueType: { type: 'inuse_space', unit: 'bytes' },
    grandTotal: after.total[0],
    before: before.total[0],
    after: after.total[0],
    filteredOut: 0,
    warnings: [] as string[],
    minutesApart: null,
    command: 'go tool pprof generated.pb.gz',
  };
}

/** Most nodes continue a recent stack, some branch off high up: rows of up to a hundred thousand nodes. */
function growTree(parent: Int32Array, depth: Int32Array, random: Random): void {
  const nodes = parent.length;
  parent[0] = NONE;
  for (let i = 1; i < nodes; i++) {
    const isDeep = random.next() < 0.72;
    const above = isDeep ? Math.max(0, i - 1 - random.below(8)) : random.below(Math.max(1, i >> 2));
    parent[i] = depth[above] >= 60 ? random.below(Math.max(1, i >> 3)) : above;
    depth[i] = depth[parent[i]] + 1;
  }
}

function sums(
  parent: Int32Array,
  random: Random,
  scale: number,
): { self: Float64Array; total: Float64Array } {
  const nodes = parent.length;
  const self = new Float64Array(nodes);
  for (let i = 1; i < nodes; i++) {
    const weight = random.next();
    self[i] = Math.floor(scale * 512 * (1 + 1 / (weight * weight * weight + 1e-4)));
  }
  const total = self.slice();
  for (let i = nodes - 1; i > 0; i--) total[parent[i]] += total[i];
  return { self, total };
}

function zeros(nodes: number): { self: Float64Array; total: Float64Array } {
  return { self: new Float64Array(nodes), total: new Float64Array(nodes) };
}

interface GeneratedName {
  readonly text: string;
  readonly file: string;
  readonly line: number;
  readonly package: string;
  readonly origin: 'user' | 'std' | 'runtime' | 'vendor' | 'label';
}

function frameNames(count: number, random: Random): GeneratedName[] {
  const packages = ['main', 'orders', 'net/http', 'runtime', 'encoding/json', 'github.com/acme/store/cache'];
  const verbs = ['serve', 'Read', 'Decode', 'apply', 'Put', 'grow', 'lock', 'watch', 'handle', 'flush'];
  const out: GeneratedName[] = [{ text: 'all', file: '', line: 0, package: '', origin: 'label' }];
  for (let i = 1; i < count; i++) {
    const path = random.pick(packages);
    const text = `${path}.(*T${i}).${random.pick(verbs)}`;
    const isUser = path === 'main' || path === 'orders' || path.includes('.');
    const origin = path === 'runtime' ? 'runtime' : isUser ? 'user' : 'std';
    out.push({ text, file: `/src/${path}/file${i % 40}.go`, line: 0, package: path, origin });
  }
  return out;
}
