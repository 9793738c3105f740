import { NONE } from '../../base/columns.ts';
import { inPieces, type Pace } from '../../base/pace.ts';
import { StringBuilder } from '../../base/strings.ts';
import { mainModule, originOf, packageOf } from '../names.ts';
import { inferWaits } from '../waits/infer.ts';
import type { Filtered } from './filtered.ts';
import { INLINED, LABEL_FRAME, TRUNCATED } from './flame-tree.ts';
import { labelsOf } from './labels-of.ts';
import { type NodeTable, nodeTable } from './nodes.ts';
import { waitLabel } from './of-goroutines.ts';
import { DROPPED } from './paths.ts';
import type { CallTree, FrameName, ProfileQuestion } from './question.ts';
import { totalsOf } from './totals.ts';
import { TreeMerger } from './tree-merger.ts';
import { liveRows } from './weigh.ts';

/** The stacks that are left, merged by node from the roots on. Paths on which nothing weighs anything are left out. */
export async function callTree(
  filtered: Filtered,
  question: ProfileQuestion,
  report: string,
  pace: Pace,
): Promise<CallTree> {
  const { subject, forest } = filtered;
  const nodes = nodeTable(subject.symbols, question);
  const names = await frameNames(filtered, nodes, question, pace);
  await pace.breathe(0, forest.length);
  const live = liveRows(filtered);
  await pace.breathe(0, forest.length);
  const { waits, waitOf } = await waitsByRow(filtered, pace);
  const totals = totalsOf(filtered, question, report);
  const merger = new TreeMerger({ ...totals, names: names.names, waits }, forest.length + 1);
  const nodeOfRow = new Int32Array(forest.length).fill(NONE);
  const { parent, frame, length } = forest;
  for (let row = 0; row < length; row++) {
    if (live[row] === 0) continue;
    const own = frame[row];
    const flags =
      (filtered.isInlined[own] === 1 ? INLINED : 0) | (own >= filtered.firstLabelFrame ? LABEL_FRAME : 0);
    const above = parent[row] === NONE ? 0 : nodeOfRow[parent[row]];
    nodeOfRow[row] = merger.child(above, names.of[own], flags, waitOf === null ? NONE : waitOf[row]);
    if ((row & 8191) === 0 && pace.isDue()) await pace.breathe(row, length);
  }
  addSamples(merger, filtered, nodeOfRow, 1 / question.divideBy);
  await pace.breathe(length, length);
  merger.addUp();
  await pace.breathe(length, length);
  return merger.finish();
}

/** What each sample weighs goes to the node of its leaf, which is marked if the stack is cut; to the root, where it has no frame. */
function addSamples(
  merger: TreeMerger,
  { subject, row }: Filtered,
  nodeOfRow: Int32Array,
  ratio: number,
): void {
  const { after, before, isCut } = subject;
  for (let i = 0; i < row.length; i++) {
    if (row[i] === DROPPED) continue;
    const node = row[i] === NONE ? 0 : nodeOfRow[row[i]];
    if (node === NONE) continue;
    merger.addSelf(node, after[i] * ratio, before === null ? 0 : before[i] * ratio);
    if (isCut !== null && isCut[i] === 1 && node !== 0) merger.mark(node, TRUNCATED);
  }
}

/**
 * Wait state per row: the one that all samples at and below it share, NONE if they differ or the profile is none of
 * goroutines.
 */
async function waitsByRow(
  { subject, forest, row }: Filtered,
  pace: Pace,
): Promise<{ readonly waits: readonly string[]; readonly waitOf: Int32Array | null }> {
  const { profile } = subject;
  if (profile.profileKind !== 'goroutine' && profile.profileKind !== 'goroutineleak')
    return { waits: [], waitOf: null };
  const { wait, waits } = await waitsBySample(subject, pace);
  const unknown = -2;
  const waitOf = new Int32Array(forest.length).fill(unknown);
  const join = (at: number, one: number): void => {
    if (waitOf[at] === unknown) waitOf[at] = one;
    else if (waitOf[at] !== one) waitOf[at] = NONE;
  };
  for (let i = 0; i < subject.length; i++) {
    if (row[i] >= 0) join(row[i], waits[wait[i]] === '' ? NONE : wait[i]);
  }
  for (let at = forest.length - 1; at >= 0; at--) {
    if (waitOf[at] === unknown) waitOf[at] = NONE;
    else if (forest.parent[at] !== NONE) join(forest.parent[at], waitOf[at]);
  }
  return { waits, waitOf };
}

/** A dump says what its goroutines wait for; of a profile, the frames tell. */
async function waitsBySample(
  subject: Filtered['subject'],
  pace: Pace,
): Promise<{ readonly wait: Int32Array; readonly waits: readonly string[] }> {
  const { profile, base, symbols } = subject;
  if (profile.origin.format === 'goroutine-text') {
    const waits = new StringBuilder();
    const bySet = Int32Array.from({ length: subject.labelSets.length }, (_, set) =>
      waits.intern(labelsOf(subject, set).find(({ key }) => key === waitLabel)?.text ?? ''),
    );
    return { wait: Int32Array.from(subject.labelSet, (set) => bySet[set]), waits: waits.finish() };
  }
  const samples = {
    ...profile.samples,
    length: subject.length,
    stack: subject.stack,
    values: profile.samples.values.map(() => subject.after),
    hidden: base === null ? profile.samples.hidden : null,
  };
  return inferWaits({ ...profile, symbols, samples }, pace);
}

interface FrameNames {
  /** Into `names`, per frame of the subject. */
  readonly of: Int32Array;
  readonly names: readonly FrameName[];
}

/** A name per node that a stack uses, and (first) that of the root. */
export async function frameNames(
  filtered: Filtered,
  nodes: NodeTable,
  question: ProfileQuestion,
  pace: Pace,
): Promise<FrameNames> {
  const { subject, firstLabelFrame } = filtered;
  const { frames, functions, strings } = subject.symbols;
  const used = await usedFrames(filtered, pace);
  const names: FrameName[] = [{ text: 'all', file: '', line: 0, package: '', origin: 'label' }];
  const nameOf = new Int32Array(nodes.length).fill(NONE);
  const of = new Int32Array(frames.length).fill(NONE);
  const module = mainModule(mainFile(subject.symbols));
  for (let frame = 0; frame < frames.length; frame++) {
    if (used[frame] === 0) continue;
    const node = nodes.of[frame];
    if (nameOf[node] === NONE) {
      const first = nodes.frame[node];
      const func = frames.func[first];
      const name = func === NONE ? '' : strings[functions.name[func]];
      const file = func === NONE ? '' : strings[functions.file[func]];
      const isLabel = first >= firstLabelFrame;
      nameOf[node] =
        names.push({
          text: isLabel ? `${file}: ${name || '(none)'}` : textOf(nodes, node, question),
          file: nodes.file[node],
          line: nodes.line[node],
          package: isLabel ? '' : packageOf(name),
          origin: isLabel ? 'label' : originOf(name, file, module),
        }) - 1;
    }
    of[frame] = nameOf[node];
    if ((frame & 4095) === 0 && pace.isDue()) await pace.breathe(frame, frames.length);
  }
  return { of, names };
}

/** 1 for the frames of a stack that is left. The same with and without a forest: names are numbered by it. */
async function usedFrames(filtered: Filtered, pace: Pace): Promise<Uint8Array> {
  const { subject, isWhole } = filtered;
  const paths = isWhole ? (subject.profile.samples.paths ?? null) : null;
  const used = new Uint8Array(subject.symbols.frames.length);
  if (paths === null) {
    const { frame, length } = filtered.forest;
    await inPieces(pace, length, (from, to) => {
      for (let row = from; row < to; row++) used[frame[row]] = 1;
    });
    return used;
  }
  const { location, frameStart } = paths;
  const isUsed = new Uint8Array(frameStart.length - 1);
  await inPieces(pace, location.length, (from, to) => {
    for (let at = from; at < to; at++) isUsed[location[at]] = 1;
  });
  for (let own = 0; own < isUsed.length; own++) used.fill(isUsed[own], frameStart[own], frameStart[own + 1]);
  return used;
}

function textOf(nodes: NodeTable, node: number, { granularity }: ProfileQuestion): string {
  return granularity === 'filefunctions' && nodes.function[node] !== ''
    ? nodes.function[node]
    : nodes.name[node];
}

/** File of main.main, which tells the user's module. */
function mainFile({ functions, strings }: Filtered['subject']['symbols']): string {
  for (let f = 0; f < functions.length; f++)
    if (strings[functions.name[f]] === 'main.main') return strings[functions.file[f]];
  return '';
}
