import { NONE } from '../../base/columns.ts';
import { inPieces, type Pace } from '../../base/pace.ts';
import type { SamplePaths } from '../../model/profile.ts';
import type { Filtered } from './filtered.ts';
import { InlinedNodes } from './inlined.ts';
import { isLiveList, listWeights } from './list-weights.ts';
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
  const sums = (values: Float64Array): Promise<NodeSums> => adder.sums(listWeights(paths, values), pace);
  const after = await sums(subject.after);
  const ofDivisor = divisor === null ? null : { after: await sums(divisor.after), before: none };
  return {
    weights: { after, before: none, divisor: ofDivisor, exact: null },
    inlined: inlinedOf(filtered, paths, nodes),
  };
}

class PathAdder {
  private readonly paths: SamplePaths;
  private readonly nodes: NodeTable;
  /** Twice the node of each location of one frame; NONE for those of several. */
  private readonly twice: Int32Array;

  constructor(paths: SamplePaths, nodes: NodeTable) {
    const { frameStart } = paths;
    const { of } = nodes;
    this.paths = paths;
    this.nodes = nodes;
    this.twice = new Int32Array(frameStart.length - 1);
    for (let own = 0; own < this.twice.length; own++) {
      const first = frameStart[own];
      this.twice[own] = frameStart[own + 1] - first === 1 ? of[first] * 2 : NONE;
    }
  }

  /** Of lists with these weights. */
  async sums(weight: Readonly<Float64Array>, pace: Pace): Promise<NodeSums> {
    const flat = new Float64Array(this.nodes.length);
    const cum = new Float64Array(this.nodes.length);
    const pairs = new Float64Array(this.nodes.length * 2);
    for (let node = 0; node < cum.length; node++) pairs[node * 2 + 1] = NONE;
    const add = (from: number, to: number): void => this.add(weight, { from, to }, { flat, pairs });
    await inPieces(pace, weight.length, add, 1 << 14);
    for (let node = 0; node < cum.length; node++) cum[node] = pairs[node * 2];
    return { flat, cum };
  }

  /**
   * A list counts once per node: `pairs` are what the node sums up to and the last list that counted, side by side as
   * they are needed together. The inner loop is nearly all the time that it takes: it knows no more than it must.
   */
  private add(
    weight: Readonly<Float64Array>,
    lists: { readonly from: number; readonly to: number },
    { flat, pairs }: { readonly flat: Float64Array; readonly pairs: Float64Array },
  ): void {
    const { twice } = this;
    const { start, location, frameStart } = this.paths;
    const { of } = this.nodes;
    for (let i = lists.from; i < lists.to; i++) {
      const value = weight[i];
      const from = start[i];
      const to = start[i + 1];
      if (value === 0 || from === to) continue;
      flat[of[frameStart[location[from]]]] += value;
      let hasMore = false;
      for (let at = from; at < to; at++) {
        const sum = twice[location[at]];
        if (sum === NONE) {
          hasMore = true;
          continue;
        }
        if (pairs[sum + 1] === i) continue;
        pairs[sum + 1] = i;
        pairs[sum] += value;
      }
      if (hasMore) this.addMore(i, value, pairs);
    }
  }

  /** Of one list, the locations of several frames. */
  private addMore(list: number, value: number, pairs: Float64Array): void {
    const { twice } = this;
    const { start, location, frameStart } = this.paths;
    const { of } = this.nodes;
    for (let at = start[list]; at < start[list + 1]; at++) {
      const own = location[at];
      if (twice[own] !== NONE) continue;
      for (let frame = frameStart[own]; frame < frameStart[own + 1]; frame++) {
        const sum = of[frame] * 2;
        if (pairs[sum + 1] === list) continue;
        pairs[sum + 1] = list;
        pairs[sum] += value;
      }
    }
  }
}

function inlinedOf({ subject, isInlined }: Filtered, paths: SamplePaths, nodes: NodeTable): Uint8Array {
  const { start, location, frameStart } = paths;
  const { of, length } = nodes;
  const inlined = new InlinedNodes(length);
  if (!isInlined.includes(1)) return inlined.finish();
  const isLive = isLiveList(paths, subject.after);
  if (subject.divisor !== null)
    isLiveList(paths, subject.divisor.after).forEach((live, list) => {
      isLive[list] |= live;
    });
  const used = usedBy(isLive, paths);
  for (let own = 0; own < used.length; own++) {
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

/** 1 for locations on a list that is live. */
function usedBy(isLive: Uint8Array, { start, location, frameStart }: SamplePaths): Uint8Array {
  const used = new Uint8Array(frameStart.length - 1);
  for (let i = 0; i < isLive.length; i++) {
    if (isLive[i] === 0) continue;
    for (let at = start[i]; at < start[i + 1]; at++) used[location[at]] = 1;
  }
  return used;
}
