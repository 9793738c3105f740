import { Int32Builder, NONE } from '../../base/columns.ts';
import { PairIndex } from '../../model/row-index.ts';
import type { Filtered } from './filtered.ts';
import type { NodeTable } from './nodes.ts';
import { liveRows } from './weigh.ts';

const never = 0;
const partly = 1;
const always = 2;

/**
 * Whether each node is inlined into its callers, as pprof says it: a caller into which it is not always inlined counts
 * as one into which it is not.
 */
export class InlinedNodes {
  private readonly hasInlined: Uint8Array;
  private readonly hasPlain: Uint8Array;
  /** Calls to nodes that are both: caller, node, and whether always inlined. */
  private readonly caller = new Int32Builder();
  private readonly node = new Int32Builder();
  private readonly isInlined: boolean[] = [];
  private readonly index = new PairIndex(this.caller, this.node);

  constructor(nodes: number) {
    this.hasInlined = new Uint8Array(nodes);
    this.hasPlain = new Uint8Array(nodes);
  }

  see(node: number, isInlined: boolean): void {
    if (isInlined) this.hasInlined[node] = 1;
    else this.hasPlain[node] = 1;
  }

  /** True if it takes the node's calls to tell. All nodes have been seen. */
  isMixed(node: number): boolean {
    return this.hasInlined[node] === 1 && this.hasPlain[node] === 1;
  }

  get hasMixed(): boolean {
    for (let node = 0; node < this.hasInlined.length; node++) if (this.isMixed(node)) return true;
    return false;
  }

  call(caller: number, node: number, isInlined: boolean): void {
    if (caller === node) return;
    const found = this.index.find(caller, node);
    if (found >= 0) {
      if (!isInlined) this.isInlined[found] = false;
      return;
    }
    const row = this.caller.push(caller);
    this.node.push(node);
    this.isInlined.push(isInlined);
    this.index.fill(found, row);
  }

  /** Per node: 0 never, 1 partly, 2 always inlined. */
  finish(): Uint8Array {
    const byInlined = new Uint8Array(this.hasInlined.length);
    const byPlain = new Uint8Array(this.hasInlined.length);
    this.isInlined.forEach((isInlined, row) => {
      (isInlined ? byInlined : byPlain)[this.node.values[row]] = 1;
    });
    return this.hasInlined.map((one, node) => {
      if (one === 0) return never;
      if (this.hasPlain[node] === 0) return always;
      if (byInlined[node] === 0) return never;
      return byPlain[node] === 1 ? partly : always;
    });
  }
}

export function inlinedNodes(filtered: Filtered, nodes: NodeTable): Uint8Array {
  const { forest, isInlined } = filtered;
  const inlined = new InlinedNodes(nodes.length);
  const live = liveRows(filtered);
  for (let row = 0; row < forest.length; row++) {
    const frame = forest.frame[row];
    if (live[row] === 1) inlined.see(nodes.of[frame], isInlined[frame] === 1);
  }
  if (inlined.hasMixed) {
    for (let row = 0; row < forest.length; row++) {
      const frame = forest.frame[row];
      const node = nodes.of[frame];
      const parent = forest.parent[row];
      if (live[row] === 0 || parent === NONE || !inlined.isMixed(node)) continue;
      inlined.call(nodes.of[forest.frame[parent]], node, isInlined[frame] === 1);
    }
  }
  return inlined.finish();
}
