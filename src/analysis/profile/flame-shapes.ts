import { NONE } from '../../base/columns.ts';
import type { Pace } from '../../base/pace.ts';
import { CUT, TRUNCATED } from './flame-tree.ts';
import type { CallTree } from './question.ts';
import { TreeMerger } from './tree-merger.ts';

/** A reshaped tree, and how many of its nodes stand for deeper ones that were not built. */
export interface Shaped {
  readonly tree: CallTree;
  readonly cutNodes: number;
}

/** A path lighter than this share of the whole is not followed further once the tree is large: it is marked as cut. */
const leastShare = 2e-7;
const largeTree = 200_000;

/**
 * The tree upside down: leaves below the root, callers below them. Every stack is walked from its leaf to the root,
 * heaviest part first by rows, so that what is cut is lighter than anything that can be seen without deep zoom.
 */
export async function invertTree(tree: CallTree, pace: Pace): Promise<Shaped> {
  const merger = new TreeMerger(tree);
  const { parent, self, selfBefore, name } = tree;
  let cutNodes = 0;
  const least = Math.max(tree.after, tree.before, 0) * leastShare;
  for (let leaf = 1; leaf < tree.length; leaf++) {
    const after = self[leaf];
    const before = selfBefore[leaf];
    if (after === 0 && before === 0) continue;
    let at = merger.addRoot(after, before);
    for (let node = leaf; node !== NONE && parent[node] !== NONE; node = parent[node]) {
      const flags = node === leaf ? tree.flags[node] : tree.flags[node] & ~TRUNCATED;
      at = merger.child(at, name[node], flags, tree.wait[node]);
      merger.add(at, after, before);
      if (merger.length > largeTree && Math.max(after, before) < least && parent[parent[node]] !== NONE) {
        if ((merger.flagsOf(at) & CUT) === 0) cutNodes++;
        merger.mark(at, CUT);
        break;
      }
    }
    if ((leaf & 255) === 0 && pace.isDue()) await pace.breathe(leaf, tree.length);
  }
  merger.addRoot(self[0], selfBefore[0]);
  merger.addSelf(0, self[0], selfBefore[0]);
  return { tree: merger.finish(), cutNodes };
}

/**
 * What a function calls, and who calls it, each as a tree whose root is the function. A stack counts once, at the
 * outermost of its frames with that name, so that both roots weigh what Top calls cum.
 */
export async function aroundFunction(
  tree: CallTree,
  text: string,
  pace: Pace,
): Promise<{ readonly callees: CallTree; readonly callers: CallTree }> {
  const callees = new TreeMerger(tree);
  const callers = new TreeMerger(tree);
  const { parent, name, total, totalBefore, self, selfBefore, flags, wait } = tree;
  const isWanted = Uint8Array.from(tree.names, (one) => (one.text === text ? 1 : 0));
  const place = new Int32Array(tree.length).fill(NONE);
  for (let node = 1; node < tree.length; node++) {
    const above = place[parent[node]];
    if (above !== NONE) {
      place[node] = callees.child(above, name[node], flags[node], wait[node]);
    } else if (isWanted[name[node]] === 1) {
      place[node] = callees.child(0, name[node], flags[node], wait[node]);
      callees.addRoot(total[node], totalBefore[node]);
      callers.addRoot(total[node], totalBefore[node]);
      let at = 0;
      for (let up = node; up !== NONE && parent[up] !== NONE; up = parent[up]) {
        at = callers.child(at, name[up], flags[up] & ~TRUNCATED, wait[up]);
        callers.add(at, total[node], totalBefore[node]);
      }
    }
    if (place[node] !== NONE) {
      callees.add(place[node], total[node], totalBefore[node]);
      callees.addSelf(place[node], self[node], selfBefore[node]);
    }
    if ((node & 1023) === 0 && pace.isDue()) await pace.breathe(node, tree.length);
  }
  return { callees: callees.finish(), callers: callers.finish() };
}
