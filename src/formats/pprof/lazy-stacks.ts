import type { SamplePaths } from '../../model/profile.ts';
import type { StackTable } from '../../model/symbols.ts';
import { StackBuilder } from '../../model/symbols-builder.ts';
import { Sequences } from './sequences.ts';

interface Built {
  readonly stacks: StackTable;
  readonly stack: Int32Array;
}

/**
 * The forest of a profile's stacks, made on first need: a table of functions can do without, and a million stacks are
 * a second's work. The lists it is made from are dropped then.
 */
export class LazyStacks {
  private given: SamplePaths | null;
  private built: Built | null = null;

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

  private build(): Built {
    const built = this.built ?? buildStacks(this.given ?? emptyPaths);
    this.built = built;
    this.given = null;
    return built;
  }
}

const emptyPaths: SamplePaths = {
  start: new Int32Array(1),
  location: new Int32Array(),
  frameStart: new Int32Array(1),
};

/** Equal lists are walked once. */
function buildStacks({ start, location, frameStart }: SamplePaths): Built {
  const samples = start.length - 1;
  const stacks = new StackBuilder(location.length >> 2);
  const stack = new Int32Array(samples);
  const lists = new Sequences(samples, start, location, null);
  let path = new Int32Array(1024);
  for (let i = 0; i < samples; i++) {
    const equal = lists.firstEqual(i);
    if (equal < i) {
      stack[i] = stack[equal];
      continue;
    }
    let count = 0;
    for (let at = start[i + 1] - 1; at >= start[i]; at--) {
      const first = frameStart[location[at]];
      let frame = frameStart[location[at] + 1];
      if (count + frame - first > path.length) path = grown(path, (count + frame - first) * 2);
      while (frame > first) path[count++] = --frame;
    }
    stack[i] = stacks.internPath(path, count);
  }
  return { stacks: stacks.finish(), stack };
}

function grown(path: Int32Array<ArrayBuffer>, length: number): Int32Array<ArrayBuffer> {
  const next = new Int32Array(length);
  next.set(path);
  return next;
}
