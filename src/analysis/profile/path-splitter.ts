import { Float64Builder, Int32Builder, NONE, release, Uint8Builder } from '../../base/columns.ts';
import { QueryError } from '../../base/errors.ts';
import { count } from '../../base/figures.ts';
import type { Pace } from '../../base/pace.ts';
import { INLINED } from './flame-tree.ts';
import { PathParts } from './path-parts.ts';
import type { PathWalk } from './path-walk.ts';

/** Boxes beyond this would take gigabytes: a few locations of a thousand inlined frames each are enough for that. */
const mostNodes = 1 << 26;

/** Stacks that are worked through without a breath: a few milliseconds. */
const chunk = 1 << 15;

/**
 * Makes a call tree by splitting: the stacks of a node are parted by the name of their next frame, the parts are its
 * children, heaviest first, and each is split in turn before the next. The stacks of a node lie side by side, so no
 * node is ever looked up, and the fewer they get the closer they are in the cache. Parents come before children, and
 * the nodes of one depth in the order they are drawn. O(frames of all stacks); memory by stacks and nodes.
 */
export class PathSplitter {
  readonly parent: Int32Builder;
  readonly depth: Int32Builder;
  readonly name: Int32Builder;
  readonly flags: Uint8Builder;
  readonly self: Float64Builder;
  readonly total: Float64Builder;
  private readonly most: number;
  private readonly walk: PathWalk;
  private readonly weight: Float64Array;
  /** Stacks by node, and the part each is in while its node is split. */
  private readonly stacks: Int32Array;
  private readonly part: Int32Array;
  private readonly moved: Int32Array;
  private readonly parts: PathParts;
  /** Nodes still to be split, three entries each: the node, and the range of its stacks. */
  private readonly waiting = new Int32Builder();

  /** `weight` is parallel to the stacks of `walk`, `rank` to the names: the order of siblings that weigh the same. */
  constructor(walk: PathWalk, weight: Float64Array, rank: Int32Array, most = mostNodes) {
    // Room for all nodes: untouched, it takes no memory.
    const room = Math.min(walk.locations, most) + 1;
    this.parent = new Int32Builder(room);
    this.depth = new Int32Builder(room);
    this.name = new Int32Builder(room);
    this.flags = new Uint8Builder(room);
    this.self = new Float64Builder(room);
    this.total = new Float64Builder(room);
    this.most = most;
    this.walk = walk;
    this.weight = weight;
    this.stacks = new Int32Array(walk.length);
    this.part = new Int32Array(walk.length);
    this.moved = new Int32Array(walk.length);
    this.parts = new PathParts(rank);
    let total = 0;
    for (let stack = 0; stack < walk.length; stack++) {
      this.stacks[stack] = stack;
      total += weight[stack];
    }
    this.add(NONE, 0, 0, 0, total);
    this.wait(0, 0, walk.length);
  }

  async build(pace: Pace): Promise<void> {
    const { waiting, stacks } = this;
    while (waiting.length > 0) {
      this.splitSmall();
      if (waiting.length > 0) await this.splitLarge(pace);
      if (pace.isDue()) await pace.breathe(0, stacks.length);
    }
    for (const column of [stacks, this.part, this.moved]) release(column);
  }

  /** Splits what waits, until a chunk of stacks is through or one node has more. */
  private splitSmall(): void {
    const { waiting, stacks, moved } = this;
    for (let left = chunk; waiting.length > 0; ) {
      const { values, length } = waiting;
      const [node, from, to] = [values[length - 3], values[length - 2], values[length - 1]];
      left -= to - from;
      if (left < 0) return;
      waiting.length -= 3;
      if (to - from === 1) {
        this.follow(node, stacks[from]);
        continue;
      }
      this.sort(node, from, to);
      const end = this.addChildren(node, from);
      this.move(from, to);
      for (let at = from; at < end; at++) stacks[at] = moved[at];
    }
  }

  /** The rest of a stack that no other shares: a chain of nodes, down to its leaf. */
  private follow(node: number, stack: number): void {
    const { walk } = this;
    const own = this.weight[stack];
    let at = node;
    let depth = this.depth.values[node];
    for (let key = walk.next(stack, depth); key !== NONE; key = walk.next(stack, depth))
      at = this.add(at, ++depth, key >> 1, (key & 1) * INLINED, own);
    this.self.values[at] += own;
  }

  private async splitLarge(pace: Pace): Promise<void> {
    const { waiting, stacks } = this;
    const { values, length } = waiting;
    const [node, from, to] = [values[length - 3], values[length - 2], values[length - 1]];
    waiting.length -= 3;
    for (let at = from; at < to; at += chunk) {
      this.sort(node, at, Math.min(to, at + chunk));
      if (pace.isDue()) await pace.breathe(from, stacks.length);
    }
    const end = this.addChildren(node, from);
    for (let at = from; at < to; at += chunk) {
      this.move(at, Math.min(to, at + chunk));
      if (pace.isDue()) await pace.breathe(from, stacks.length);
    }
    stacks.set(this.moved.subarray(from, end), from);
  }

  /** Goes on to the next frame of stacks of a node and notes its part; where there is none, the node weighs it itself. */
  private sort(node: number, from: number, to: number): void {
    const { stacks, part, walk, weight, parts } = this;
    const depth = this.depth.values[node];
    for (let at = from; at < to; at++) {
      const stack = stacks[at];
      const key = walk.next(stack, depth);
      if (key === NONE) this.self.values[node] += weight[stack];
      part[at] = key === NONE ? NONE : parts.add(key >> 1, weight[stack], key & 1);
    }
  }

  /** Makes the parts children of the node, with room for their stacks from `from` on; gives the end of that. */
  private addChildren(node: number, from: number): number {
    const { parts } = this;
    const order = parts.sorted();
    const depth = this.depth.values[node] + 1;
    let end = from;
    const first = this.parent.length;
    for (let i = 0; i < parts.length; i++) {
      const one = order[i];
      this.add(node, depth, parts.name[one], parts.isInlined[one] * INLINED, parts.total[one]);
      const count = parts.next[one];
      parts.next[one] = end;
      end += count;
    }
    let to = end;
    for (let i = parts.length - 1; i >= 0; i--) {
      const start = parts.next[order[i]];
      this.wait(first + i, start, to);
      to = start;
    }
    parts.clear();
    return end;
  }

  /** Puts the stacks that go on where their part's lie. */
  private move(from: number, to: number): void {
    const { stacks, moved, part } = this;
    const { next } = this.parts;
    for (let at = from; at < to; at++) if (part[at] !== NONE) moved[next[part[at]]++] = stacks[at];
  }

  private add(parent: number, depth: number, name: number, flags: number, total: number): number {
    if (this.parent.length > this.most) throw new QueryError('over-budget', tooMany(this.most));
    this.depth.push(depth);
    this.name.push(name);
    this.flags.push(flags);
    this.self.push(0);
    this.total.push(total);
    return this.parent.push(parent);
  }

  private wait(node: number, from: number, to: number): void {
    this.waiting.push(node);
    this.waiting.push(from);
    this.waiting.push(to);
  }
}

function tooMany(most: number): string {
  return `the flame graph has more than ${count(most)} boxes; keep some of its stacks with focus, or look at Top`;
}
