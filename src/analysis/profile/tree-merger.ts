import { Float64Builder, Int32Builder, NONE } from '../../base/columns.ts';
import { compareText } from '../../base/strings.ts';
import type { CallTree } from './question.ts';

/** Builds a call tree by merging nodes of another one: children of one parent that share a name are one node. */
export class TreeMerger {
  private readonly source: CallTree;
  private readonly parent = new Int32Builder();
  private readonly depth = new Int32Builder();
  private readonly name = new Int32Builder();
  private readonly wait = new Int32Builder();
  private readonly flags = new Int32Builder();
  private readonly self = new Float64Builder();
  private readonly total = new Float64Builder();
  private readonly selfBefore = new Float64Builder();
  private readonly totalBefore = new Float64Builder();
  /** Open addressing from (parent, name) to node + 1. */
  private slots = new Int32Array(1 << 12);

  constructor(source: CallTree) {
    this.source = source;
    this.push(NONE, 0, source.name[0] ?? 0, 0, NONE);
  }

  get length(): number {
    return this.parent.length;
  }

  /** The node below `parent` with that name, made if it is new. Waits that differ become none. */
  child(parent: number, name: number, flags: number, wait: number): number {
    if (this.length * 2 > this.slots.length) this.rehash();
    const slot = this.find(parent, name);
    const known = this.slots[slot] - 1;
    if (known >= 0) {
      if (this.wait.values[known] !== wait) this.wait.values[known] = NONE;
      return known;
    }
    const node = this.push(parent, this.depth.values[parent] + 1, name, flags, wait);
    this.slots[slot] = node + 1;
    return node;
  }

  add(node: number, after: number, before: number): void {
    this.total.values[node] += after;
    this.totalBefore.values[node] += before;
  }

  addSelf(node: number, after: number, before: number): void {
    this.self.values[node] += after;
    this.selfBefore.values[node] += before;
  }

  /** Adds to the root, and gives it. */
  addRoot(after: number, before: number): number {
    this.add(0, after, before);
    return 0;
  }

  mark(node: number, flag: number): void {
    this.flags.values[node] |= flag;
  }

  flagsOf(node: number): number {
    return this.flags.values[node];
  }

  /** The tree, siblings sorted as CallTree says. The merger must not be used afterwards. */
  finish(): CallTree {
    const tree = {
      ...this.source,
      length: this.length,
      parent: this.parent.finish(),
      depth: this.depth.finish(),
      name: this.name.finish(),
      wait: this.wait.finish(),
      flags: Uint8Array.from(this.flags.finish()),
      self: this.self.finish(),
      total: this.total.finish(),
      selfBefore: this.selfBefore.finish(),
      totalBefore: this.totalBefore.finish(),
    };
    return sorted(tree);
  }

  private push(parent: number, depth: number, name: number, flags: number, wait: number): number {
    this.depth.push(depth);
    this.name.push(name);
    this.flags.push(flags);
    this.wait.push(wait);
    this.self.push(0);
    this.total.push(0);
    this.selfBefore.push(0);
    this.totalBefore.push(0);
    return this.parent.push(parent);
  }

  private find(parent: number, name: number): number {
    const mask = this.slots.length - 1;
    let slot = (Math.imul(parent, 0x9e3779b1) ^ Math.imul(name, 0x85ebca6b)) & mask;
    for (;;) {
      const node = this.slots[slot] - 1;
      if (node < 0 || (this.parent.values[node] === parent && this.name.values[node] === name)) return slot;
      slot = (slot + 1) & mask;
    }
  }

  private rehash(): void {
    this.slots = new Int32Array(this.slots.length * 4);
    for (let node = 1; node < this.length; node++)
      this.slots[this.find(this.parent.values[node], this.name.values[node])] = node + 1;
  }
}

/** Nodes by depth, and among siblings the widest first, then by name. */
function sorted(tree: CallTree): CallTree {
  const order = Array.from({ length: tree.length }, (_, node) => node);
  const { depth, parent, total, totalBefore, name, names } = tree;
  order.sort(
    (a, b) =>
      depth[a] - depth[b] ||
      parent[a] - parent[b] ||
      Math.max(total[b], totalBefore[b]) - Math.max(total[a], totalBefore[a]) ||
      compareText(names[name[a]].text, names[name[b]].text),
  );
  const rank = new Int32Array(tree.length);
  for (let i = 0; i < order.length; i++) rank[order[i]] = i;
  return {
    ...tree,
    parent: Int32Array.from(order, (node) => (parent[node] === NONE ? NONE : rank[parent[node]])),
    depth: Int32Array.from(order, (node) => depth[node]),
    name: Int32Array.from(order, (node) => name[node]),
    wait: Int32Array.from(order, (node) => tree.wait[node]),
    flags: Uint8Array.from(order, (node) => tree.flags[node]),
    self: Float64Array.from(order, (node) => tree.self[node]),
    total: Float64Array.from(order, (node) => total[node]),
    selfBefore: Float64Array.from(order, (node) => tree.selfBefore[node]),
    totalBefore: Float64Array.from(order, (node) => totalBefore[node]),
  };
}
