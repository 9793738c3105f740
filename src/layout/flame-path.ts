/** What a path is looked up in: `FlameTree` of analysis has it, and says what the columns mean. */
export interface NamedTree {
  readonly parent: Int32Array;
  readonly firstChild: Int32Array;
  readonly name: Int32Array;
  readonly names: readonly { readonly text: string }[];
}

/** Names from below the root down to a node, joined by newlines; '' for the root. */
export function pathOf(tree: NamedTree, node: number): string {
  const texts: string[] = [];
  for (let at = node; at > 0; at = tree.parent[at]) texts.push(tree.names[tree.name[at]].text);
  return texts.reverse().join('\n');
}

/** The node with that path; where the tree does not go so far, the last node on the way there. */
export function nodeOfPath(tree: NamedTree, path: string): number {
  let at = 0;
  for (const text of path === '' ? [] : path.split('\n')) {
    const next = childNamed(tree, at, text);
    if (next < 0) return at;
    at = next;
  }
  return at;
}

function childNamed(tree: NamedTree, node: number, text: string): number {
  for (let child = tree.firstChild[node]; child < tree.firstChild[node + 1]; child++)
    if (tree.names[tree.name[child]].text === text) return child;
  return -1;
}
