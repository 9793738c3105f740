import { NONE } from '../../base/columns.ts';
import { inPieces, type Pace } from '../../base/pace.ts';
import type { SamplePaths } from '../../model/profile.ts';
import type { Filtered } from './filtered.ts';
import { InlinedNodes } from './inlined.ts';
import { type ListWeights, listWeights } from './list-weights.ts';
import type { NodeSums, NodeWeights } from './node-weights.ts';
import type { NodeTable } from './nodes.ts';

/** flat and cum straight from the lists of locations, without a forest of stacks; null where that does not do. */
export async function pathWeights(
  filtered: Filtered,
  paths: SamplePaths,
  nodes: NodeTable,
  pace: Pace,
): Promise<{ readonly weights: NodeWeights; readonly inlined: Uint8Array } | null> {
  const { subject } = filtered;
  if (subject.exact !== null || subject.base !== null) return null;
  const { divisor } = subject;
  const none: NodeSums = { flat: new Float64Array(nodes.length), cum: new Float64Array(nodes.length) };
  const adder = new PathAdder(paths, nodes);
  const lists = listWeights(paths, subject.after);
  const after = await adder.sums(lists, pace);
  const divisors = divisor === null ? null : listWeights(paths, divisor.after);
  const ofDivisor = divisors === null ? null : { after: await adder.sums(divisors, pace), before: none };
  const isLive =
    divisors === null ? lists.isLive : lists.isLive.map((live, list) => live | divisors.isLive[list]);
  return {
    weights: { after, before: none, divisor: ofDivisor, exact: null },
    inlined: inlinedOf(filtered.isInlined, isLive, { paths, nodes, used: adder.used }),
  };
}

class PathAdder {
  /** 1 for locations on a stack that weighs something. */
  readonly used: Uint8Array;
  private readonly paths: SamplePaths;
  private readonly nodes: NodeTable;
  /** Node of each location of one frame; NONE for those of several. */
  private readonly only: Int32Array;

  constructor(paths: SamplePaths, nodes: NodeTable) {
    const { frameStart } = paths;
    this.paths = paths;
    this.nodes = nodes;
    this.used = new Uint8Array(frameStart.length);
    this.only = new Int32Array(frameStart.length - 1);
    for (let own = 0; own < this.only.length; own++) {
      const first = frameStart[own];
      this.only[own] = frameStart[own + 1] - first === 1 ? nodes.of[first] : NONE;
    }
  }

  async sums(lists: ListWeights, pace: Pace): Promise<NodeSums> {
    const flat = new Float64Array(this.nodes.length);
    const cum = new Float64Array(this.nodes.length);
    const seen = new Int32Array(this.nodes.length).fill(NONE);
    const add = (from: number, to: number): void => this.add(lists, { from, to }, { flat, cum }, seen);
    await inPieces(pace, lists.weight.length, add, 1 << 14);
    return { flat, cum };
  }

  /** A list counts once per node: `seen` holds the last that did. */
  private add(
    { weight, isLive }: ListWeights,
    lists: { readonly from: number; readonly to: number },
    { flat, cum }: NodeSums,
    seen: Int32Array,
  ): void {
    const { only, used } = this;
    const { start, location, frameStart } = this.paths;
    const { of } = this.nodes;
    for (let i = lists.from; i < lists.to; i++) {
      const value = weight[i];
      const from = start[i];
      const to = start[i + 1];
      if (isLive[i] === 0 || from === to) continue;
      flat[of[frameStart[location[from]]]] += value;
      for (let at = from; at < to; at++) {
        const own = location[at];
        used[own] = 1;
        const node = only[own];
        if (node !== NONE) {
          if (seen[node] === i) continue;
          seen[node] = i;
          cum[node] += value;
          continue;
        }
        for (let frame = frameStart[own]; frame < frameStart[own + 1]; frame++) {
          const inner = of[frame];
          if (seen[inner] === i) continue;
          seen[inner] = i;
          cum[inner] += value;
        }
      }
    }
  }
}

interface Walked {
  readonly paths: SamplePaths;
  readonly nodes: NodeTable;
  readonly used: Uint8Array;
}

function inlinedOf(
  isInlined: Uint8Array,
  isLive: Uint8Array,
  { paths: { start, location, frameStart }, nodes: { of, length }, used }: Walked,
): Uint8Array {
  const inlined = new InlinedNodes(length);
  if (!isInlined.includes(1)) return inlined.finish();
  for (let own = 0; own < frameStart.length - 1; own++) {
    if (used[own] === 0) continue;
    for (let frame = frameStart[own]; frame < frameStart[own + 1]; frame++)
      inlined.see(of[frame], isInlined[frame] === 1);
  }
  if (!inlined.hasMixed) return inlined.finish();
  const isMixed = Uint8Array.from({ length }, (_, node) => (inlined.isMixed(node) ? 1 : 0));
  for (let i = 0; i < isLive.length; i++) {
    if (isLive[i] === 0) continue;
    let caller = NONE;
    for (let at = start[i + 1] - 1; at >= start[i]; at--) {
      const own = location[at];
      for (let frame = frameStart[own + 1] - 1; frame >= frameStart[own]; frame--) {
        const node = of[frame];
        if (caller !== NONE && isMixed[node] === 1) inlined.call(caller, node, isInlined[frame] === 1);
        caller = node;
      }
    }
  }
  return inlined.finish();
}
