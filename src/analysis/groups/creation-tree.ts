import { compareText } from '../../base/strings.ts';
import type { GoroutineGroup } from '../goroutine-groups.ts';

/** Who created whom, by start function: the goroutines that start in one function are one node. */
export interface CreationNode {
  /** Start function, or the creator of goroutines where no goroutine that ran it is left. */
  readonly function: string;
  /** Goroutines that are there now; 0 for a creator that is gone. */
  readonly count: number;
  readonly delta: number;
  /** Goroutines of all nodes below. */
  readonly below: number;
  readonly children: readonly CreationNode[];
}

interface Draft {
  count: number;
  delta: number;
  parent: string | null;
  /** Goroutines that speak for the parent: the most common one wins. */
  votes: Map<string, number>;
}

/**
 * Groups must be by stack. A goroutine's parent is the start function of the goroutines whose stack holds its creator;
 * if there are none, the creator itself stands as a node of its own.
 */
export function creationTree(groups: readonly GoroutineGroup[]): readonly CreationNode[] {
  const drafts = new Map<string, Draft>();
  const startOf = startFunctions(groups);
  const draftOf = (name: string): Draft => {
    const known = drafts.get(name);
    if (known !== undefined) return known;
    const made: Draft = { count: 0, delta: 0, parent: null, votes: new Map() };
    drafts.set(name, made);
    return made;
  };
  for (const group of groups) {
    const draft = draftOf(startFunction(group));
    draft.count += group.count;
    draft.delta += (group.counts.at(-1) ?? 0) - (group.counts[0] ?? 0);
    const creator = group.createdBy?.function;
    if (creator === undefined) continue;
    const parent = startOf.get(creator) ?? creator;
    draft.votes.set(parent, (draft.votes.get(parent) ?? 0) + group.count);
    draftOf(parent);
  }
  for (const [name, draft] of drafts) draft.parent = chosenParent(name, draft);
  cutCircles(drafts);
  return nodesBelow(null, drafts);
}

function startFunction(group: GoroutineGroup): string {
  return group.stack.at(-1)?.function ?? group.title;
}

/** For every function on a stack, the start function of most goroutines that are in it. */
function startFunctions(groups: readonly GoroutineGroup[]): Map<string, string> {
  const best = new Map<string, { start: string; count: number }>();
  for (const group of groups) {
    const start = startFunction(group);
    for (const line of group.stack) {
      const known = best.get(line.function);
      if (known === undefined || group.count > known.count)
        best.set(line.function, { start, count: group.count });
    }
  }
  return new Map([...best].map(([name, { start }]) => [name, start]));
}

function chosenParent(name: string, draft: Draft): string | null {
  let parent: string | null = null;
  let most = 0;
  for (const [candidate, votes] of draft.votes) {
    if (candidate !== name && votes > most) {
      parent = candidate;
      most = votes;
    }
  }
  return parent;
}

/** Names can create each other in a circle: the link that closes it is dropped. */
function cutCircles(drafts: ReadonlyMap<string, Draft>): void {
  for (const [name, draft] of drafts) {
    const seen = new Set([name]);
    for (let at = draft.parent; at !== null; at = drafts.get(at)?.parent ?? null) {
      if (seen.has(at)) {
        draft.parent = null;
        break;
      }
      seen.add(at);
    }
  }
}

function nodesBelow(parent: string | null, drafts: ReadonlyMap<string, Draft>): readonly CreationNode[] {
  const names = new Map<string | null, string[]>();
  for (const [name, draft] of drafts) {
    const siblings = names.get(draft.parent);
    if (siblings === undefined) names.set(draft.parent, [name]);
    else siblings.push(name);
  }
  const build = (name: string): CreationNode => {
    const { count, delta } = drafts.get(name) ?? { count: 0, delta: 0 };
    const children = sorted((names.get(name) ?? []).map(build));
    const below = children.reduce((sum, child) => sum + child.count + child.below, 0);
    return { function: name, count, delta, below, children };
  };
  return sorted((names.get(parent) ?? []).map(build));
}

function sorted(nodes: CreationNode[]): CreationNode[] {
  return nodes.sort((a, b) => b.count + b.below - a.count - a.below || compareText(a.function, b.function));
}
