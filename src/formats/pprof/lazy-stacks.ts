import type { Pace } from '../../base/pace.ts';
import type { SamplePaths } from '../../model/profile.ts';
import type { StackTable } from '../../model/symbols.ts';
import { StackBuilder } from '../../model/symbols-builder.ts';

interface Built {
  readonly stacks: StackTable;
  readonly stack: Int32Array;
}

/** Locations that are walked without a breath: a few milliseconds. */
const chunk = 1 << 15;

/**
 * The forest of a profile's stacks, made on first need: tables and flame graphs of a whole profile can do without, and
 * a million stacks are seconds of work. The lists it is made from are dropped then.
 */
export class LazyStacks {
  private given: SamplePaths | null;
  private built: Built | null = null;
  private forest: ForestOfLists | null = null;

  constructor(paths: SamplePaths) {
    this.given = paths;
  }

  /** null once the forest is built. */
  get paths(): SamplePaths | null {
    return this.given;
  }

  get stacks(): StackTable {
    return this.build().stacks;
  }

  /** Row of each sample's leaf. */
  get stack(): Int32Array {
    return this.build().stack;
  }

  /** Builds it breath by breath. Several may wait for it, and each may be cancelled: they share what is done. */
  async make(pace: Pace): Promise<void> {
    while (this.built === null) {
      const forest = this.growing();
      if (forest.grow(chunk)) this.build();
      else await pace.breathe(forest.done, forest.lists);
    }
  }

  private growing(): ForestOfLists {
    this.forest ??= new ForestOfLists(this.given ?? emptyPaths);
    return this.forest;
  }

  private build(): Built {
    if (this.built !== null) return this.built;
    const forest = this.growing();
    forest.grow(Number.POSITIVE_INFINITY);
    this.built = forest.finish();
    this.forest = null;
    this.given = null;
    return this.built;
  }
}

const emptyPaths: SamplePaths = {
  list: new Int32Array(),
  start: new Int32Array(1),
  location: new Int32Array(),
  frameStart: new Int32Array(1),
};

/** Every list is walked once. */
class ForestOfLists {
  /** Lists that are in the forest. */
  done = 0;
  private readonly paths: SamplePaths;
  private readonly stacks: StackBuilder;
  private readonly stackOf: Int32Array;
  private path = new Int32Array(1024);

  constructor(paths: SamplePaths) {
    this.paths = paths;
    this.stacks = new StackBuilder(paths.location.length >> 2);
    this.stackOf = new Int32Array(paths.start.length - 1);
  }

  get lists(): number {
    return this.stackOf.length;
  }

  /** Adds lists of about so many locations; true if that was all. */
  grow(locations: number): boolean {
    const { start, location, frameStart } = this.paths;
    const end = start[this.done] + locations;
    for (; this.done < this.lists && start[this.done] <= end; this.done++) {
      let count = 0;
      for (let at = start[this.done + 1] - 1; at >= start[this.done]; at--) {
        const first = frameStart[location[at]];
        let frame = frameStart[location[at] + 1];
        if (count + frame - first > this.path.length)
          this.path = grown(this.path, (count + frame - first) * 2);
        while (frame > first) this.path[count++] = --frame;
      }
      this.stackOf[this.done] = this.stacks.internPath(this.path, count);
    }
    return this.done === this.lists;
  }

  finish(): Built {
    return { stacks: this.stacks.finish(), stack: this.paths.list.map((list) => this.stackOf[list]) };
  }
}

function grown(path: Int32Array<ArrayBuffer>, length: number): Int32Array<ArrayBuffer> {
  const next = new Int32Array(length);
  next.set(path);
  return next;
}
