import { Int32Builder, NONE } from '../../base/columns.ts';
import type { Pace } from '../../base/pace.ts';
import { StackBuilder } from '../../model/symbols-builder.ts';
import { isRuntime } from '../names.ts';
import type { Snapshot } from '../snapshot.ts';

/**
 * Stacks of several snapshots under one numbering, so that protobuf, debug=1 and debug=2 of one program meet: the
 * runtime's frames, which some forms show and some hide, are left out, unless a stack has no others. Frames are
 * (function, line); a path is a stack of such frames with callers as parents, parents before children.
 */
export interface Lineup {
  readonly snapshots: readonly Snapshot[];
  readonly functions: readonly string[];
  /** Per frame: into `functions`. */
  readonly frameFunction: Int32Array;
  readonly frameLine: Int32Array;
  readonly pathParent: Int32Array;
  readonly pathFrame: Int32Array;
  /** Per snapshot: the path of each of its stacks; NONE for an empty one. */
  readonly paths: readonly Int32Array[];
}

export async function lineUp(snapshots: readonly Snapshot[], pace: Pace): Promise<Lineup> {
  const names = new Names();
  const paths: Int32Array[] = [];
  for (const snapshot of snapshots) paths.push(await pathsOf(snapshot, names, pace));
  const frames = names.frames.finish();
  const stacks = names.stacks.finish();
  return {
    snapshots,
    functions: names.functions,
    frameFunction: frames.parent,
    frameLine: frames.frame,
    pathParent: stacks.parent,
    pathFrame: stacks.frame,
    paths,
  };
}

class Names {
  readonly functions: string[] = [];
  /** Pairs (function, line): the builder's interning of pairs is what is wanted here. */
  readonly frames = new StackBuilder();
  readonly stacks = new StackBuilder();
  private readonly indexOf = new Map<string, number>();

  intern(name: string): number {
    const known = this.indexOf.get(name);
    if (known !== undefined) return known;
    this.indexOf.set(name, this.functions.length);
    return this.functions.push(name) - 1;
  }
}

async function pathsOf(snapshot: Snapshot, names: Names, pace: Pace): Promise<Int32Array> {
  const { stacks, frames } = snapshot.symbols;
  const common = commonFrames(snapshot, names);
  const paths = new Int32Array(stacks.length);
  for (let stack = 0; stack < stacks.length; stack++) {
    const parent = stacks.parent[stack];
    const above = parent === NONE ? NONE : paths[parent];
    const frame = common[stacks.frame[stack]];
    paths[stack] = frame === NONE ? above : names.stacks.intern(above, frame);
    if ((stack & 8191) === 0) await pace.breathe(stack, stacks.length);
  }
  for (let row = 0; row < snapshot.length; row++) {
    const stack = snapshot.stack[row];
    if (stack === NONE || paths[stack] !== NONE) continue;
    const frame = frames.func[stacks.frame[stack]];
    const name = frame === NONE ? '' : functionName(snapshot, frame);
    paths[stack] = names.stacks.intern(NONE, names.frames.intern(names.intern(name), 0));
  }
  return paths;
}

function functionName(snapshot: Snapshot, func: number): string {
  return snapshot.symbols.strings[snapshot.symbols.functions.name[func]];
}

/** The common frame of each of the snapshot's; NONE for the runtime's own. */
function commonFrames(snapshot: Snapshot, names: Names): Int32Array {
  const { frames } = snapshot.symbols;
  const common = new Int32Builder(frames.length);
  for (let frame = 0; frame < frames.length; frame++) {
    const func = frames.func[frame];
    const name = func === NONE ? '' : functionName(snapshot, func);
    const isHidden = isRuntime(name) || name === 'panic' || func === NONE;
    common.push(isHidden ? NONE : names.frames.intern(names.intern(name), frames.line[frame]));
  }
  return common.finish();
}
