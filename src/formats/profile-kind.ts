import { NONE } from '../base/columns.ts';
import type { ProfileKind, SampleTable, ValueType } from '../model/profile.ts';
import type { Symbols } from '../model/symbols.ts';

/**
 * What a profile measures, from its value types, its default and, for contention, its leaf functions: without a sample
 * only the file's name can tell a mutex profile.
 */
export function profileKindOf(
  valueTypes: readonly ValueType[],
  defaultType: string,
  symbols: Symbols,
  samples: SampleTable,
  name: string,
): ProfileKind {
  const types = new Set(valueTypes.map(({ type }) => type));
  if (types.has('inuse_space') || types.has('inuse_objects'))
    return defaultType === 'alloc_space' ? 'allocs' : 'heap';
  if (types.has('space') || (types.has('alloc_space') && types.has('alloc_objects'))) return 'heap';
  if (types.has('contentions') || types.has('delay')) {
    const isReleased = samples.length === 0 ? /mutex/i.test(name) : isMutex(symbols, samples);
    return isReleased ? 'mutex' : 'block';
  }
  if (types.has('cpu') || (types.has('samples') && types.size <= 2)) return 'cpu';
  for (const kind of ['goroutine', 'goroutineleak', 'threadcreate'] as const)
    if (types.has(kind)) return kind;
  return valueTypes.length === 0 ? 'unknown' : 'custom';
}

/** A mutex profile is recorded where locks are released; a block profile where goroutines waited. */
function isMutex(symbols: Symbols, samples: SampleTable): boolean {
  const { stacks, frames, functions, strings } = symbols;
  let released = 0;
  let seen = 0;
  for (let i = 0; i < samples.length; i++) {
    const stack = samples.stack[i];
    const func = stack === NONE ? NONE : frames.func[stacks.frame[stack]];
    if (func === NONE) continue;
    seen++;
    if (/nlock|_LostContended|Signal|Broadcast|Done$/.test(strings[functions.name[func]])) released++;
  }
  return released * 2 > seen;
}
