import { NONE } from '../../base/columns.ts';
import { sortSiblings } from './siblings.ts';

/** The stacks of one node, by the name of their next frame. Columns are by part; a name is looked up in a table. */
export class PathParts {
  length = 0;
  readonly name: Int32Array;
  readonly total: Float64Array;
  /** 1 if all of it is inlined. */
  readonly isInlined: Uint8Array;
  /** How many stacks; then where the next of them goes. */
  readonly next: Int32Array;
  private readonly rank: Int32Array;
  private readonly order: Int32Array;
  private readonly partOf: Int32Array;

  constructor(rank: Int32Array) {
    this.rank = rank;
    this.name = new Int32Array(rank.length);
    this.total = new Float64Array(rank.length);
    this.isInlined = new Uint8Array(rank.length);
    this.next = new Int32Array(rank.length);
    this.order = new Int32Array(rank.length);
    this.partOf = new Int32Array(rank.length).fill(NONE);
  }

  /** The part of a stack. */
  add(name: number, weight: number, isInlined: number): number {
    let part = this.partOf[name];
    if (part === NONE) {
      part = this.length++;
      this.partOf[name] = part;
      this.name[part] = name;
      this.total[part] = weight;
      this.isInlined[part] = isInlined;
      this.next[part] = 1;
      return part;
    }
    this.total[part] += weight;
    this.isInlined[part] &= isInlined;
    this.next[part]++;
    return part;
  }

  /** Heaviest first, then by name; valid until the next call. */
  sorted(): Int32Array {
    const { order, length } = this;
    for (let part = 0; part < length; part++) order[part] = part;
    if (length > 1) sortSiblings(order, 0, length, this.compare);
    return order;
  }

  /** Forgets the parts; `next` stays as it is. */
  clear(): void {
    for (let part = 0; part < this.length; part++) this.partOf[this.name[part]] = NONE;
    this.length = 0;
  }

  private readonly compare = (a: number, b: number): number =>
    Math.max(this.total[b], 0) - Math.max(this.total[a], 0) ||
    this.rank[this.name[a]] - this.rank[this.name[b]];
}
