import { NONE } from '../../base/columns.ts';
import type { SamplePaths } from '../../model/profile.ts';
import type { Filtered } from './filtered.ts';
import { InlinedNodes } from './inlined.ts';
import type { NodeSums, NodeWeights } from './node-weights.ts';
import type { NodeTable } from './nodes.ts';

/** flat and cum straight from the lists of locations, without a forest of stacks; null where that does not do. */
export function pathWeights(
  filtered: Filtered,
  paths: SamplePaths,
  nodes: NodeTable,
): { readonly weights: NodeWeights; readonly inlined: Uint8Array } | null {
  const { subject } = filtered;
  if (subject.exact !== null || subject.base !== null) return null;
  const { divisor } = subject;
  const none: NodeSums = { flat: new Float64Array(nodes.length), cum: new Float64Array(nodes.length) };
  return {
    weights: {
      after: sumsOf(paths, nodes, subject.after),
      before: none,
      divisor: divisor === null ? null : { after: sumsOf(paths, nodes, divisor.after), before: none },
      exact: null,
    },
    inlined: inlinedOf(filtered, paths, nodes),
  };
}

/** A sample counts once per node: `seen` holds the last sample that did. */
function sumsOf(
  { start, location, frameStart }: SamplePaths,
  { of, length }: NodeTable,
  values: Float64Array,
): NodeSums {
  const flat = new Float64Array(length);
  const cum = new Float64Array(length);
  const seen = new Int32Array(length).fill(NONE);
  for (let i = 0; i < values.length; i++) {
    const value = values[i];
    const from = start[i];
    const to = start[i + 1];
    if (value === 0 || from === to) continue;
    flat[of[frameStart[location[from]]]] += value;
    for (let at = from; at < to; at++) {
      const own = location[at];
      const end = frameStart[own + 1];
      for (let frame = frameStart[own]; frame < end; frame++) {
        const node = of[frame];
        if (seen[node] === i) continue;
        seen[node] = i;
        cum[node] += value;
      }
    }
  }
  return { flat, cum };
}

function inlinedOf(
  { subject, isInlined }: Filtered,
  { start, location, frameStart }: SamplePaths,
  { of, length }: NodeTable,
): Uint8Array {
  const { after, divisor } = subject;
  const used = new Uint8Array(frameStart.length);
  const weighs = (i: number): boolean => after[i] !== 0 || (divisor !== null && divisor.after[i] !== 0);
  for (let i = 0; i < after.length; i++) {
    if (!weighs(i)) continue;
    for (let at = start[i]; at < start[i + 1]; at++) used[location[at]] = 1;
  }
  const inlined = new InlinedNodes(length);
  for (let own = 0; own < frameStart.length - 1; own++) {
    if (used[own] === 0) continue;
    for (let frame = frameStart[own]; frame < frameStart[own + 1]; frame++)
      inlined.see(of[frame], isInlined[frame] === 1);
  }
  if (!inlined.hasMixed) return inlined.finish();
  const isMixed = Uint8Array.from({ length }, (_, node) => (inlined.isMixed(node) ? 1 : 0));
  for (let i = 0; i < after.length; i++) {
    if (!weighs(i)) continue;
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
