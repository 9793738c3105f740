import { NONE } from '../../base/columns.ts';
import type { Pace } from '../../base/pace.ts';
import { StringBuilder } from '../../base/strings.ts';
import { goroutineStates } from '../../model/goroutines.ts';
import type { Profile } from '../../model/profile.ts';
import type { Symbols } from '../../model/symbols.ts';
import { minorVersion } from '../go-version.ts';
import { type Inferred, inferFromFrames, type NamedFrame } from './from-frames.ts';
import { type HiddenRecord, inferFromHidden } from './from-hidden-pcs.ts';

/** Columns parallel to the samples; `wait` indexes `waits`, whose first is ''. */
export interface InferredWaits {
  readonly state: Uint8Array;
  readonly wait: Int32Array;
  readonly waits: readonly string[];
  /** 1 for `for range c` and `v, ok := <-c`, 0 for other waits, NONE if it does not show. */
  readonly isRange: Int8Array;
}

/** Frames that can matter to the wait: the park, the channel or lock operation, and its callers. */
const leafFrames = 12;

/** State and wait of every sample of a goroutine profile, which says neither. */
export async function inferWaits(profile: Profile, pace: Pace): Promise<InferredWaits> {
  const { samples, symbols } = profile;
  const minor = minorVersion(profile.origin.goVersion) ?? versionByFrames(symbols);
  const hasOldLocks = minor !== null && minor < 20;
  const names = new StringBuilder();
  const state = new Uint8Array(samples.length);
  const wait = new Int32Array(samples.length);
  const isRange = new Int8Array(samples.length);
  const put = (row: number, inferred: Inferred): void => {
    state[row] = goroutineStates.indexOf(inferred.state);
    wait[row] = names.intern(inferred.wait);
    isRange[row] = inferred.isRange === null ? NONE : inferred.isRange === true ? 1 : 0;
  };
  if (samples.hidden !== null) {
    inferFromHidden(hiddenRecords(profile), hasOldLocks).forEach((inferred, row) => {
      put(row, inferred);
    });
    return { state, wait, waits: names.finish(), isRange };
  }
  const byStack = new Map<number, Inferred>();
  for (let row = 0; row < samples.length; row++) {
    const stack = samples.stack[row];
    let inferred = byStack.get(stack);
    if (inferred === undefined) {
      inferred = inferFromFrames(leafOf(symbols, stack), hasOldLocks);
      byStack.set(stack, inferred);
    }
    put(row, inferred);
    if ((row & 1023) === 0) await pace.breathe(row, samples.length);
  }
  return { state, wait, waits: names.finish(), isRange };
}

function hiddenRecords(profile: Profile): HiddenRecord[] {
  const { samples, symbols } = profile;
  const records: HiddenRecord[] = [];
  const { hidden } = samples;
  if (hidden === null) return records;
  const counts = samples.values[profile.defaultValueType];
  for (let row = 0; row < samples.length; row++) {
    records.push({
      pcs: Array.from(hidden.pc.subarray(hidden.start[row], hidden.start[row + 1])),
      shown: leafOf(symbols, samples.stack[row]),
      count: counts[row],
    });
  }
  return records;
}

function leafOf(symbols: Symbols, stack: number): NamedFrame[] {
  const { stacks, frames, functions, strings } = symbols;
  const leaf: NamedFrame[] = [];
  for (let at = stack; at !== NONE && leaf.length < leafFrames; at = stacks.parent[at]) {
    const frame = stacks.frame[at];
    const func = frames.func[frame];
    leaf.push({
      name: func === NONE ? '' : strings[functions.name[func]],
      line: frames.line[frame],
      startLine: func === NONE ? 0 : functions.startLine[func],
    });
  }
  return leaf;
}

/** Line of the call of main.main in runtime.main that only Go 1.19 has; or the version in a path of GOROOT. */
function versionByFrames(symbols: Symbols): number | null {
  const { frames, functions, strings } = symbols;
  const main = strings.indexOf('runtime.main');
  for (let frame = 0; frame < frames.length; frame++) {
    const func = frames.func[frame];
    if (func === NONE) continue;
    const minor = minorInPath(strings[functions.file[func]]);
    if (minor !== null) return minor;
    if (main > 0 && functions.name[func] === main && frames.line[frame] === 250) return 19;
  }
  return null;
}

function minorInPath(file: string): number | null {
  const match = /\/go-?1\.(\d+)[^/]*\/src\/runtime\//.exec(file);
  return match === null ? null : Number(match[1]);
}
