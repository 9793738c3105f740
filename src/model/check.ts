import { assert } from '../base/assert.ts';
import { NONE } from '../base/columns.ts';
import type { Document } from './document.ts';
import type { LabelSetTable } from './labels.ts';
import type { SamplePaths } from './profile.ts';
import type { Symbols } from './symbols.ts';

/** Every invariant a reader must meet; a `Bug` names the one that does not hold. O(rows). */
export function checkDocument(document: Document): void {
  checkSymbols(document.symbols);
  if (document.kind !== 'profile' || !document.samples.paths) checkStacks(document.symbols);
  if (document.kind === 'profile') {
    const { samples, valueTypes, symbols, labelSets } = document;
    checkLabels(labelSets, document.symbols.strings.length);
    if (samples.paths) checkPaths(samples.paths, samples.length, symbols);
    else checkIndices('samples.stack', samples.stack, samples.length, symbols.stacks.length);
    checkIndices('samples.labelSet', samples.labelSet, samples.length, labelSets.length);
    assert(samples.values.length === valueTypes.length, 'a column of values per value type');
    assert((samples.isCut?.length ?? samples.length) === samples.length, 'isCut is parallel to samples');
    for (const column of samples.values)
      assert(column.length === samples.length, 'values are parallel to samples');
    assert(document.defaultValueType < Math.max(1, valueTypes.length), 'the default value type exists');
  } else if (document.kind === 'goroutines') {
    const { goroutines, symbols, labelSets, args } = document;
    checkLabels(labelSets, symbols.strings.length);
    checkIndices('goroutines.stack', goroutines.stack, goroutines.length, symbols.stacks.length);
    checkIndices('goroutines.creator', goroutines.creator, goroutines.length, symbols.frames.length);
    checkIndices('goroutines.wait', goroutines.wait, goroutines.length, symbols.strings.length);
    checkIndices('goroutines.labelSet', goroutines.labelSet, goroutines.length, labelSets.length);
    checkStarts('args.start', args.start, goroutines.length, args.word.length);
  }
}

function checkSymbols({ strings, functions, mappings, locations, frames }: Symbols): void {
  assert(strings.length > 0 && strings[0] === '', 'string 0 is empty');
  checkIndices('functions.name', functions.name, functions.length, strings.length);
  checkIndices('functions.file', functions.file, functions.length, strings.length);
  checkIndices('mappings.file', mappings.file, mappings.length, strings.length);
  checkIndices('locations.mapping', locations.mapping, locations.length, mappings.length);
  checkIndices('frames.func', frames.func, frames.length, functions.length);
  checkIndices('frames.location', frames.location, frames.length, locations.length);
}

function checkStacks({ stacks, frames }: Symbols): void {
  checkIndices('stacks.frame', stacks.frame, stacks.length, frames.length);
  const { parent } = stacks;
  assert(parent.length === stacks.length, 'stacks.parent has a row per stack');
  for (let stack = 0; stack < parent.length; stack++) {
    if (parent[stack] < NONE || parent[stack] >= stack)
      assert(false, `stack ${stack} comes before its parent`);
  }
}

/** Stacks made from valid paths are valid. */
function checkPaths(
  { list, start, location, frameStart }: SamplePaths,
  samples: number,
  { frames }: Symbols,
): void {
  checkIndices('paths.list', list, samples, start.length - 1);
  checkStarts('paths.start', start, start.length - 1, location.length);
  checkIndices('paths.location', location, location.length, frameStart.length - 1);
  checkStarts('paths.frameStart', frameStart, frameStart.length - 1, frames.length);
}

function checkLabels(labelSets: LabelSetTable, strings: number): void {
  checkStarts('labelSets.start', labelSets.start, labelSets.length, labelSets.key.length);
  checkIndices('labelSets.key', labelSets.key, labelSets.key.length, strings);
}

/** `length` values, each NONE or below `bound`. */
function checkIndices(name: string, column: Int32Array, length: number, bound: number): void {
  assert(column.length === length, `${name} has ${length} rows`);
  // Their sign bits are set by a value below NONE, or by one from the bound on. Four at a time take half the time.
  let outside = 0;
  const last = bound - 1;
  let i = 0;
  for (; i + 3 < length; i += 4) {
    const a = column[i];
    const b = column[i + 1];
    const c = column[i + 2];
    const d = column[i + 3];
    outside |= (a + 1) | (b + 1) | (c + 1) | (d + 1) | (last - a) | (last - b) | (last - c) | (last - d);
  }
  for (; i < length; i++) outside |= (column[i] + 1) | (last - column[i]);
  if (outside >= 0) return;
  const least = column.reduce((a, b) => Math.min(a, b), 0);
  const most = column.reduce((a, b) => Math.max(a, b), NONE);
  assert(false, `${name} holds ${least} to ${most}, beyond ${bound}`);
}

function checkStarts(name: string, starts: Int32Array, rows: number, end: number): void {
  assert(starts.length === rows + 1 && starts[rows] === end, `${name} ends at ${end}`);
  for (let i = 0; i < rows; i++) if (starts[i] > starts[i + 1]) assert(false, `${name} falls at ${i}`);
}
