import { Float64Builder, Int32Builder, NONE } from '../../base/columns.ts';
import { INLINED } from './flame-tree.ts';
import type { CallTree, ProfileTotals } from './question.ts';

/** What a tree says beside its nodes. */
export type TreeHead = ProfileTotals & Pick<CallTree, 'names' | 'waits'>;

/** Builds a call tree by merging paths: children of one parent that share a name are one node. */
export class TreeMerger {
  private readonly head: TreeHead;
  private readonly parent = new Int32Builder();
  private readonly depth = new Int32Builder();
  private readonly name = new Int32Builder();
  private readonly wait = new Int32Builder();
  private readonly flags = new Int32Builder();
  private readonly self = new Float64Builder();
  private readonly total = new Float64Builder();
  private readonly selfBefore = new Float64Builder();
  private readonly totalBefore = new Float64Builder();
  /** A node's first child is found without a look-up: most nodes have no other. */
  private readonly firstChild = new Int32Builder();
  /** Open addressing from (parent, name) to node + 1, of all but first children. */
  private slots = new Int32Array(1 << 12);
  private hashed = 0;

  /** The root is named by `names[0]`. */
  constructor({ names, waits, ...totals }: TreeHead) {
    this.head = { ...totals, names, waits };
    this.push(NONE, 0, 0, 0, NONE);
  }

  get length(): number {
    return this.parent.length;
  }

  /**
   * The node below `parent` with that name, made if it is new. Waits that differ become none; inlined stays only
   * what always is.
   */
  child(parent: number, name: number, flags: number, wait: number): number {
    const first = this.firstChild.values[parent];
    if (first === NONE) {
      const node = this.push(parent, this.depth.values[parent] + 1, name, flags, wait);
      this.firstChild.values[parent] = node;
      return node;
    }
    if (this.name.values[first] === name) return this.joined(first, flags, wait);
    if (this.hashed * 2 > this.slots.length) this.rehash();
    const slot = this.find(parent, name);
    const known = this.slots[slot] - 1;
    if (known >= 0) return this.joined(known, flags, wait);
    const node = this.push(parent, this.depth.values[parent] + 1, name, flags, wait);
    this.slots[slot] = node + 1;
    this.hashed++;
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

  /** Totals from what each node weighs itself. Parents precede children. */
  addUp(): void {
    const { values: parents } = this.parent;
    this.total.values.set(this.self.values.subarray(0, this.length));
    this.totalBefore.values.set(this.selfBefore.values.subarray(0, this.length));
    for (let node = this.length - 1; node > 0; node--)
      this.add(parents[node], this.total.values[node], this.totalBefore.values[node]);
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

  /** The tree. The merger must not be used afterwards. */
  finish(): CallTree {
    return {
      ...this.head,
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
    this.firstChild.push(NONE);
    return this.parent.push(parent);
  }

  private joined(node: number, flags: number, wait: number): number {
    if (this.wait.values[node] !== wait) this.wait.values[node] = NONE;
    if ((flags & INLINED) === 0) this.flags.values[node] &= ~INLINED;
    return node;
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
    const { values: parents } = this.parent;
    for (let node = 1; node < this.length; node++) {
      if (this.firstChild.values[parents[node]] === node) continue;
      this.slots[this.find(parents[node], this.name.values[node])] = node + 1;
    }
  }
}
