import { NONE } from '../base/columns.ts';
import { QueryError } from '../base/errors.ts';
import type { Pace } from '../base/pace.ts';
import { GoroutineFlag, type Goroutines, goroutineStates } from '../model/goroutines.ts';
import type { LabelSetTable } from '../model/labels.ts';
import type { Origin } from '../model/origin.ts';
import type { Profile } from '../model/profile.ts';
import type { Symbols } from '../model/symbols.ts';
import type { DocId } from './ids.ts';
import { inferWaits } from './waits/infer.ts';

/**
 * A moment of a program in one shape, whatever form it was captured in. A row is a goroutine of a dump, or the
 * goroutines of one sample of a profile. Columns are parallel and may be the document's own: never written to.
 */
export interface Snapshot {
  readonly doc: DocId;
  readonly origin: Origin;
  readonly symbols: Symbols;
  readonly labelSets: LabelSetTable;
  readonly length: number;
  /** Sum of `count`. */
  readonly total: number;
  /** Goroutines in the row; negative in a delta profile. */
  readonly count: Float64Array;
  readonly stack: Int32Array;
  /** Index into `goroutineStates`. */
  readonly state: Uint8Array;
  /** Index into `waits`. */
  readonly wait: Int32Array;
  readonly waits: readonly string[];
  readonly isInferred: boolean;
  /** The runtime's own leak profile: every goroutine in it is leaked. */
  readonly isLeakProfile: boolean;
  /** 1 for `for range c` and `v, ok := <-c`, 0 for other waits, NONE where the form does not tell. Null for dumps. */
  readonly isRange: Int8Array | null;
  readonly labelSet: Int32Array;
  /** True if the rows name no root: a profile of Go 1.22 or before cuts stacks at 32 PCs. Null if none is cut. */
  readonly isCut: Uint8Array | null;
  /** The dump, where there are ids, creators, minutes and arguments. */
  readonly dump: Goroutines | null;
}

/** Throws `QueryError('wrong-kind')` for a profile that counts no goroutines. */
export async function snapshotOf(doc: DocId, document: Goroutines | Profile, pace: Pace): Promise<Snapshot> {
  return document.kind === 'goroutines' ? snapshotOfDump(doc, document) : ofProfile(doc, document, pace);
}

/** A dump as a snapshot: nothing is copied but the counts. */
export function snapshotOfDump(doc: DocId, dump: Goroutines): Snapshot {
  const table = dump.goroutines;
  return {
    doc,
    origin: dump.origin,
    symbols: dump.symbols,
    labelSets: dump.labelSets,
    length: table.length,
    total: table.length,
    count: new Float64Array(table.length).fill(1),
    stack: table.stack,
    state: table.state,
    wait: table.wait,
    waits: dump.symbols.strings,
    isInferred: false,
    isLeakProfile: false,
    isRange: null,
    labelSet: table.labelSet,
    isCut: null,
    dump,
  };
}

async function ofProfile(doc: DocId, profile: Profile, pace: Pace): Promise<Snapshot> {
  if (profile.profileKind !== 'goroutine' && profile.profileKind !== 'goroutineleak')
    throw new QueryError('wrong-kind', `${profile.origin.name} is not a goroutine profile`);
  const { samples } = profile;
  await samples.makeStacks?.(pace);
  const count = samples.values[profile.defaultValueType] ?? new Float64Array(samples.length);
  const inferred = await inferWaits(profile, pace);
  let total = 0;
  for (let row = 0; row < samples.length; row++) total += count[row];
  return {
    doc,
    origin: profile.origin,
    symbols: profile.symbols,
    labelSets: profile.labelSets,
    length: samples.length,
    total,
    count,
    stack: samples.stack,
    state: inferred.state,
    wait: inferred.wait,
    waits: inferred.waits,
    isInferred: true,
    isLeakProfile: profile.profileKind === 'goroutineleak',
    isRange: inferred.isRange,
    labelSet: samples.labelSet,
    isCut: cutRows(profile),
    dump: null,
  };
}

/** Rows whose stack has exactly as many PCs as the profiler keeps, and does not end where goroutines start. */
function cutRows(profile: Profile): Uint8Array | null {
  const { stacks, frames, functions, strings } = profile.symbols;
  const goexit = strings.indexOf('runtime.goexit');
  const cut = new Uint8Array(profile.samples.length);
  let any = false;
  for (let row = 0; row < cut.length; row++) {
    let pcs = 0;
    let root = NONE;
    for (let at = profile.samples.stack[row]; at !== NONE; at = stacks.parent[at]) {
      if (frames.isInlined[stacks.frame[at]] === 0) pcs++;
      root = at;
    }
    if (pcs !== 32 && pcs !== 128) continue;
    const func = root === NONE ? NONE : frames.func[stacks.frame[root]];
    if (func !== NONE && functions.name[func] === goexit) continue;
    cut[row] = 1;
    any = true;
  }
  return any ? cut : null;
}

/** True where a row carries a bit of `GoroutineFlag`; never for profiles. */
export function hasFlag(snapshot: Snapshot, row: number, flag: keyof typeof GoroutineFlag): boolean {
  return snapshot.dump !== null && (snapshot.dump.goroutines.flags[row] & GoroutineFlag[flag]) !== 0;
}

export function stateName(snapshot: Snapshot, row: number): string {
  const state = goroutineStates[snapshot.state[row]] ?? 'unknown';
  return state === 'leaked' ? 'waiting' : state;
}

/** Whether the row waits in `for range c` or `v, ok := <-c`; null where neither the form nor its frames tell. */
export function isRangeReceive(
  snapshot: Snapshot,
  row: number,
  stack: readonly { readonly function: string }[],
): boolean | null {
  if (snapshot.isRange !== null) return snapshot.isRange[row] === NONE ? null : snapshot.isRange[row] === 1;
  for (const line of stack) {
    if (line.function === 'runtime.chanrecv2') return true;
    if (line.function === 'runtime.chanrecv1') return false;
    if (!line.function.startsWith('runtime.')) break;
  }
  return null;
}
