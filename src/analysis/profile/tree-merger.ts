import { NONE } from '../../base/columns.ts';
import { INLINED, TRUNCATED } from './flame-tree.ts';
import type { CallTree, ProfileTotals } from './question.ts';

/** What a tree says beside its nodes. */
export type TreeHead = ProfileTotals & Pick<CallTree, 'names' | 'waits'>;

/** Builds a call tree by merging paths: children of one parent that share a name are one node. */
export class TreeMerger {
  private readonly head: TreeHead;
  length = 0;
  private capacity: number;
  private parent: Int32Array;
  private depth: Int32Array;
  private name: Int32Array;
  private wait: Int32Array;
  private flags: Uint8Array;
  private self: Float64Array;
  private total: Float64Array;
  private selfBefore: Float64Array;
  private totalBefore: Float64Array;
  /** A node's first child, or 0: found without a look-up, and most nodes have no other. */
  private firstChild: Int32Array;
  /** Open addressing from (parent, name) to node + 1, of all but first children. */
  private slots = new Int32Array(1 << 12);
  private hashed = 0;

  /** The root is named by `names[0]`. With room for `capacity` nodes: untouched, it takes no memory. */
  constructor({ names, waits, ...totals }: TreeHead, capacity = 1024) {
    this.head = { ...totals, names, waits };
    this.capacity = capacity;
    this.parent = new Int32Array(capacity);
    this.depth = new Int32Array(capacity);
    this.name = new Int32Array(capacity);
    this.wait = new Int32Array(capacity);
    this.flags = new Uint8Array(capacity);
    this.self = new Float64Array(capacity);
    this.total = new Float64Array(capacity);
    this.selfBefore = new Float64Array(capacity);
    this.totalBefore = new Float64Array(capacity);
    this.firstChild = new Int32Array(capacity);
    this.push(NONE, 0, 0, 0, NONE);
  }

  /**
   * The node below `parent` with that name, made if it is new. Waits that differ become none; inlined stays only
   * what always is, cut short what ever is.
   */
  child(parent: number, name: number, flags: number, wait: number): number {
    const first = this.firstChild[parent];
    if (first === 0) {
      const node = this.push(parent, this.depth[parent] + 1, name, flags, wait);
      this.firstChild[parent] = node;
      return node;
    }
    if (this.name[first] === name) return this.joined(first, flags, wait);
    if (this.hashed * 2 > this.slots.length) this.rehash();
    const slot = this.find(parent, name);
    const known = this.slots[slot] - 1;
    if (known >= 0) return this.joined(known, flags, wait);
    const node = this.push(parent, this.depth[parent] + 1, name, flags, wait);
    this.slots[slot] = node + 1;
    this.hashed++;
    return node;
  }

  add(node: number, after: number, before: number): void {
    this.total[node] += after;
    this.totalBefore[node] += before;
  }

  addSelf(node: number, after: number, before: number): void {
    this.self[node] += after;
    this.selfBefore[node] += before;
  }

  /** Totals from what each node weighs itself. Parents precede children. */
  addUp(): void {
    const parents = this.parent;
    this.total.set(this.self.subarray(0, this.length));
    this.totalBefore.set(this.selfBefore.subarray(0, this.length));
    for (let node = this.length - 1; node > 0; node--)
      this.add(parents[node], this.total[node], this.totalBefore[node]);
  }

  /** Adds to the root, and gives it. */
  addRoot(after: number, before: number): number {
    this.add(0, after, before);
    return 0;
  }

  mark(node: number, flag: number): void {
    this.flags[node] |= flag;
  }

  flagsOf(node: number): number {
    return this.flags[node];
  }

  /** The tree, as views of the columns. The merger must not be used afterwards. */
  finish(): CallTree {
    return {
      ...this.head,
      length: this.length,
      parent: this.parent.subarray(0, this.length),
      depth: this.depth.subarray(0, this.length),
      name: this.name.subarray(0, this.length),
      wait: this.wait.subarray(0, this.length),
      flags: this.flags.subarray(0, this.length),
      self: this.self.subarray(0, this.length),
      total: this.total.subarray(0, this.length),
      selfBefore: this.selfBefore.subarray(0, this.length),
      totalBefore: this.totalBefore.subarray(0, this.length),
    };
  }

  private push(parent: number, depth: number, name: number, flags: number, wait: number): number {
    const node = this.length++;
    if (node === this.capacity) this.grow();
    this.parent[node] = parent;
    this.depth[node] = depth;
    this.name[node] = name;
    this.flags[node] = flags;
    this.wait[node] = wait;
    return node;
  }

  private grow(): void {
    const capacity = Math.ceil(this.capacity * (this.capacity < 1 << 20 ? 2 : 1.5));
    const ints = (column: Int32Array): Int32Array => filled(new Int32Array(capacity), column);
    const floats = (column: Float64Array): Float64Array => filled(new Float64Array(capacity), column);
    this.capacity = capacity;
    this.parent = ints(this.parent);
    this.depth = ints(this.depth);
    this.name = ints(this.name);
    this.wait = ints(this.wait);
    this.firstChild = ints(this.firstChild);
    this.flags = filled(new Uint8Array(capacity), this.flags);
    this.self = floats(this.self);
    this.total = floats(this.total);
    this.selfBefore = floats(this.selfBefore);
    this.totalBefore = floats(this.totalBefore);
  }

  private joined(node: number, flags: number, wait: number): number {
    if (this.wait[node] !== wait) this.wait[node] = NONE;
    if ((flags & INLINED) === 0) this.flags[node] &= ~INLINED;
    this.flags[node] |= flags & TRUNCATED;
    return node;
  }

  private find(parent: number, name: number): number {
    const mask = this.slots.length - 1;
    let slot = (Math.imul(parent, 0x9e3779b1) ^ Math.imul(name, 0x85ebca6b)) & mask;
    for (;;) {
      const node = this.slots[slot] - 1;
      if (node < 0 || (this.parent[node] === parent && this.name[node] === name)) return slot;
      slot = (slot + 1) & mask;
    }
  }

  private rehash(): void {
    this.slots = new Int32Array(this.slots.length * 4);
    const parents = this.parent;
    for (let node = 1; node < this.length; node++) {
      if (this.firstChild[parents[node]] === node) continue;
      this.slots[this.find(parents[node], this.name[node])] = node + 1;
    }
  }
}

function filled<T extends Int32Array | Float64Array | Uint8Array>(into: T, from: T): T {
  into.set(from);
  return into;
}
