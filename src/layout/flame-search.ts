import { NONE } from '../base/columns.ts';

/** What a search looks through: `FlameTree` of analysis has it, and says what the columns mean. */
export interface SearchedTree {
  readonly length: number;
  readonly parent: Int32Array;
  readonly name: Int32Array;
  readonly total: Float64Array;
  readonly totalBefore: Float64Array;
}

export interface FlameHits {
  /** Nodes that match, ascending: by rows, from left to right. */
  readonly nodes: Int32Array;
  readonly isHit: Uint8Array;
  /** Matches among the nodes before each node. One longer than the tree. */
  readonly before: Int32Array;
  /** What matches weighs in all: a stack counts once, however many of its frames match. */
  readonly after: number;
  readonly base: number;
}

/** Hits of the names that match (1 per name). O(nodes). */
export function findHits(tree: SearchedTree, matches: Uint8Array): FlameHits {
  const { length, parent, name, total, totalBefore } = tree;
  const isHit = new Uint8Array(length);
  const before = new Int32Array(length + 1);
  const isBelowHit = new Uint8Array(length);
  let after = 0;
  let base = 0;
  for (let node = 0; node < length; node++) {
    const above = parent[node];
    const hit = node > 0 && matches[name[node]] === 1 ? 1 : 0;
    isHit[node] = hit;
    before[node + 1] = before[node] + hit;
    const covered = above !== NONE && isBelowHit[above] === 1;
    isBelowHit[node] = covered || hit === 1 ? 1 : 0;
    if (hit === 1 && !covered) {
      after += total[node];
      base += totalBefore[node];
    }
  }
  const nodes = new Int32Array(before[length]);
  for (let node = 0, at = 0; node < length; node++) if (isHit[node] === 1) nodes[at++] = node;
  return { nodes, isHit, before, after, base };
}

/** True if one of `count` nodes from `first` on matches. */
export function runHasHit({ before }: FlameHits, first: number, count: number): boolean {
  return before[first + count] > before[first];
}
