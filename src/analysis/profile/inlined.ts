import { NONE } from '../../base/columns.ts';
import type { Filtered } from './filtered.ts';
import type { NodeTable } from './nodes.ts';
import { liveRows } from './weigh.ts';

const never = 0;
const partly = 1;
const always = 2;

/**
 * Per node: 0 never, 1 partly, 2 always inlined, by its callers as pprof says it. A caller into which the node is not
 * always inlined counts as one into which it is not.
 */
export function inlinedNodes(filtered: Filtered, nodes: NodeTable): Uint8Array {
  const { forest, isInlined } = filtered;
  const out = new Uint8Array(nodes.length);
  const live = liveRows(filtered);
  const hasPlain = new Uint8Array(nodes.length);
  for (let row = 0; row < forest.length; row++) {
    if (live[row] === 0) continue;
    const node = nodes.of[forest.frame[row]];
    if (isInlined[forest.frame[row]] === 1) out[node] = always;
    else hasPlain[node] = 1;
  }
  /** Of nodes that are both: caller → always inlined into it. */
  const mixed = new Map<number, Map<number, boolean>>();
  for (let row = 0; row < forest.length; row++) {
    const node = nodes.of[forest.frame[row]];
    const parent = forest.parent[row];
    if (live[row] === 0 || out[node] === never || hasPlain[node] === 0 || parent === NONE) continue;
    const caller = nodes.of[forest.frame[parent]];
    if (caller === node) continue;
    let callers = mixed.get(node);
    if (callers === undefined) {
      callers = new Map();
      mixed.set(node, callers);
    }
    callers.set(caller, isInlined[forest.frame[row]] === 1 && (callers.get(caller) ?? true));
  }
  for (let node = 0; node < out.length; node++) {
    if (out[node] === never || hasPlain[node] === 0) continue;
    const edges = [...(mixed.get(node)?.values() ?? [])];
    if (!edges.includes(true)) out[node] = never;
    else out[node] = edges.includes(false) ? partly : always;
  }
  return out;
}
