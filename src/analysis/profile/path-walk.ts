import { NONE, release } from '../../base/columns.ts';
import type { Pace } from '../../base/pace.ts';
import type { SamplePaths } from '../../model/profile.ts';

/** What a tree shows of each frame: its name and whether it is inlined, as `name * 2 + inlined`. */
export type FrameKeys = Int32Array;

/** Frames from the root on that are laid out by depth: there each has many stacks, far apart in the lists. */
const topFrames = 8;

/** Stacks that are begun without a breath: a few milliseconds. */
const chunk = 1 << 15;

/** Walks stacks from the root to the leaf, each at its own pace: `next(stack)` for its next frame, after `begin`. */
export class PathWalk {
  readonly length: number;
  /** Of all stacks together: without locations of several frames, a tree of them has at most so many nodes. */
  readonly locations: number;
  private readonly paths: SamplePaths;
  private readonly keys: FrameKeys;
  /** Key of each location of one frame; NONE for those of several. */
  private readonly only: Int32Array;
  private readonly start: Int32Array;
  /** Per stack: its place in its list, from the end on, and the frames there still to come. */
  private readonly place: Int32Array;
  private readonly left: Int32Array;
  private readonly top: readonly Int32Array[];

  /** Of the given lists of `paths`. */
  constructor(paths: SamplePaths, lists: Int32Array, keys: FrameKeys) {
    const { start, frameStart } = paths;
    this.length = lists.length;
    this.paths = paths;
    this.keys = keys;
    this.only = new Int32Array(frameStart.length - 1);
    for (let own = 0; own < this.only.length; own++)
      this.only[own] = frameStart[own + 1] - frameStart[own] === 1 ? keys[frameStart[own]] : NONE;
    this.start = lists.map((list) => start[list]);
    this.place = lists.map((list) => start[list + 1]);
    this.left = new Int32Array(lists.length);
    this.locations = lists.reduce((sum, list) => sum + start[list + 1] - start[list], 0);
    this.top = Array.from({ length: topFrames }, () => new Int32Array(lists.length));
  }

  async begin(pace: Pace): Promise<void> {
    for (let stack = 0; stack < this.length; stack++) {
      for (const column of this.top) column[stack] = this.below(stack);
      if (stack % chunk === 0 && pace.isDue()) await pace.breathe(stack, this.length);
    }
  }

  /** The key of the frame at that depth, which is one more than the last time; NONE behind the leaf. */
  next(stack: number, depth: number): number {
    return depth < topFrames ? this.top[depth][stack] : this.below(stack);
  }

  /** Gives its memory back. */
  release(): void {
    for (const column of [this.start, this.place, this.left, ...this.top]) release(column);
  }

  private below(stack: number): number {
    const { location, frameStart } = this.paths;
    if (this.left[stack] === 0) {
      if (this.place[stack] === this.start[stack]) return NONE;
      const own = location[--this.place[stack]];
      if (this.only[own] !== NONE) return this.only[own];
      this.left[stack] = frameStart[own + 1] - frameStart[own];
    }
    return this.keys[frameStart[location[this.place[stack]]] + --this.left[stack]];
  }
}
