import { NONE, release } from '../../base/columns.ts';
import type { Pace } from '../../base/pace.ts';
import type { SamplePaths } from '../../model/profile.ts';
import { frameNames } from './call-tree.ts';
import type { Filtered } from './filtered.ts';
import { type FlameTree, rowStarts, starts, widths } from './flame-tree.ts';
import { isLiveList, listWeights } from './list-weights.ts';
import { nodeTable } from './nodes.ts';
import { PathSplitter } from './path-splitter.ts';
import { PathWalk } from './path-walk.ts';
import type { ProfileQuestion, ProfileTotals } from './question.ts';
import { nameRanks } from './siblings.ts';
import { totalsOf } from './totals.ts';

/** The lists of locations that are enough for the flame graph of a question; null where it takes the forest of stacks. */
export function pathsOf({ subject, isWhole }: Filtered): SamplePaths | null {
  const { profile, base } = subject;
  const hasWaits = profile.profileKind === 'goroutine' || profile.profileKind === 'goroutineleak';
  return isWhole && base === null && !hasWaits ? (profile.samples.paths ?? null) : null;
}

/** The tree that `flameTree(callTree(…))` gives, straight from the lists of locations: without a forest, and sorted as it grows. */
export async function pathTree(
  filtered: Filtered,
  paths: SamplePaths,
  question: ProfileQuestion,
  report: string,
  pace: Pace,
): Promise<FlameTree> {
  const nodes = nodeTable(filtered.subject.symbols, question);
  const { names, of } = await frameNames(filtered, nodes, question, pace);
  await pace.breathe(0, 1);
  const rank = nameRanks(names);
  await pace.breathe(0, 1);
  const lists = liveLists(filtered, paths);
  const keys = of.map((name, frame) => name * 2 + filtered.isInlined[frame]);
  const walk = new PathWalk(paths, lists.list, keys);
  await walk.begin(pace);
  const ratio = 1 / question.divideBy;
  const made = new PathSplitter(
    walk,
    lists.weight.map((value) => value * ratio),
    rank,
  );
  await made.build(pace);
  walk.release();
  return { ...totalsOf(filtered, question, report), names, ...(await byRows(made, pace)) };
}

type Columns = Omit<FlameTree, keyof ProfileTotals | 'names'>;

/** Numbers the nodes row by row: those of a row are in the order they are drawn already. O(nodes). */
async function byRows(made: PathSplitter, pace: Pace): Promise<Columns> {
  const { length, values: depth } = made.depth;
  const breathe = (): Promise<void> => pace.breathe(0, length);
  const rowStart = rowStarts(depth.subarray(0, length));
  const next = rowStart.slice();
  const rank = new Int32Array(length);
  for (let node = 0; node < length; node++) rank[node] = next[depth[node]]++;
  release(depth);
  await breathe();
  const parent = moved(made.parent.values, rank, new Int32Array(length));
  for (let node = 1; node < length; node++) parent[node] = rank[parent[node]];
  await breathe();
  const name = moved(made.name.values, rank, new Int32Array(length));
  await breathe();
  const self = moved(made.self.values, rank, new Float64Array(length));
  await breathe();
  const total = moved(made.total.values, rank, new Float64Array(length));
  await breathe();
  const flags = moved(made.flags.values, rank, new Uint8Array(length));
  release(rank);
  await breathe();
  const zeros = new Float64Array(length);
  const width = widths(parent, total, zeros);
  await breathe();
  const start = starts(parent, width);
  const firstChild = firstChildren(parent);
  await breathe();
  return {
    ...{ length, parent, name, self, total, flags, width, start, rowStart, firstChild },
    depth: depths(rowStart),
    selfBefore: zeros,
    totalBefore: zeros,
    wait: new Int32Array(length).fill(NONE),
    waits: [],
    cutNodes: 0,
  };
}

/** The column in the new order; the old one is given back. */
function moved<T extends Int32Array | Float64Array | Uint8Array>(column: T, rank: Int32Array, into: T): T {
  for (let node = 0; node < rank.length; node++) into[rank[node]] = column[node];
  release(column);
  return into;
}

/** Children of `n` begin at `[n]`: parents ascend. */
function firstChildren(parent: Int32Array): Int32Array {
  const first = new Int32Array(parent.length + 1);
  let child = 1;
  for (let node = 0; node < parent.length; node++) {
    first[node] = child;
    while (child < parent.length && parent[child] === node) child++;
  }
  first[parent.length] = parent.length;
  return first;
}

/** The lists with a sample that weighs anything, and what theirs weigh together. */
function liveLists(
  { subject: { after, divisor } }: Filtered,
  paths: SamplePaths,
): { readonly list: Int32Array; readonly weight: Float64Array } {
  const all = listWeights(paths, after);
  const isLive = isLiveList(paths, after);
  const divides = divisor === null ? null : isLiveList(paths, divisor.after);
  const list = new Int32Array(isLive.length);
  const weight = new Float64Array(isLive.length);
  let count = 0;
  for (let i = 0; i < isLive.length; i++)
    if (isLive[i] === 1 || (divides !== null && divides[i] === 1)) {
      weight[count] = all[i];
      list[count++] = i;
    }
  return { list: list.subarray(0, count), weight: weight.subarray(0, count) };
}

function depths(rowStart: Int32Array): Int32Array {
  const depth = new Int32Array(rowStart[rowStart.length - 1]);
  for (let row = 0; row + 1 < rowStart.length; row++) depth.fill(row, rowStart[row], rowStart[row + 1]);
  return depth;
}
