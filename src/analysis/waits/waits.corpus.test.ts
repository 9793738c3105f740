import { existsSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { NONE } from '../../base/columns.ts';
import { noProgress, Pace } from '../../base/pace.ts';
import { bytesSource } from '../../base/source.ts';
import { openFile } from '../../formats/open.ts';
import { readers } from '../../formats/readers.ts';
import { corpusBytes, corpusList, corpusPath, hasCorpus } from '../../testing/corpus.ts';
import { waitName } from '../groups/group-rows.ts';
import { lineUp } from '../series/lineup.ts';
import { type Snapshot, snapshotOf, stateName } from '../snapshot.ts';

const pace = new Pace();

async function snapshot(path: string): Promise<Snapshot> {
  const signal = new AbortController().signal;
  const [part] = await openFile(bytesSource(corpusBytes(path), path, null), {
    readers,
    signal,
    onProgress: noProgress,
  });
  if (!part.ok) throw part.error;
  if (part.document.kind === 'trace') throw new Error(`${path} is a trace`);
  return snapshotOf(path, part.document, pace);
}

/** Goroutines by their place, and there by state and wait. */
type Waits = ReadonlyMap<number, ReadonlyMap<string, number>>;

function waitsOf(one: Snapshot, paths: Int32Array): Waits {
  const places = new Map<number, Map<string, number>>();
  for (let row = 0; row < one.length; row++) {
    const stack = one.stack[row];
    const path = stack === NONE ? NONE : paths[stack];
    const known = places.get(path) ?? new Map<string, number>();
    places.set(path, known);
    const state = stateName(one, row);
    const word = waitName(one, row) ?? (state === 'syscall' ? state : 'running');
    known.set(word, (known.get(word) ?? 0) + one.count[row]);
  }
  return places;
}

interface Agreement {
  agree: number;
  total: number;
  readonly differ: string[];
}

/**
 * Over places with as many goroutines in both: those with the same wait. A goroutine that was woken and has not run yet
 * still has the stack of its wait; only debug=2 knows that it is runnable, so those are left out.
 */
async function compare(given: string, inferred: string, into: Agreement): Promise<void> {
  const lineup = await lineUp([await snapshot(given), await snapshot(inferred)], pace);
  const [a, b] = lineup.snapshots.map((one, index) => waitsOf(one, lineup.paths[index]));
  for (const [path, waits] of a) {
    const others = b.get(path);
    if (others === undefined) continue;
    const here = sum(waits);
    if (here !== sum(others)) continue;
    const woken = Math.max(0, (waits.get('running') ?? 0) - (others.get('running') ?? 0));
    let agree = 0;
    for (const [wait, count] of waits) agree += Math.min(count, others.get(wait) ?? 0);
    into.agree += agree;
    into.total += here - woken;
    if (agree < here - woken) into.differ.push(`${inferred}: ${text(waits)} inferred as ${text(others)}`);
  }
}

function sum(waits: ReadonlyMap<string, number>): number {
  let total = 0;
  for (const count of waits.values()) total += count;
  return total;
}

function text(waits: ReadonlyMap<string, number>): string {
  return [...waits].map(([wait, count]) => `${count} ${wait}`).join(', ');
}

/** Moments of the corpus: paths without their ending. */
function moments(): string[] {
  const all: string[] = [];
  for (const kind of ['pos', 'pos-go1.22', 'neg', 'neg-go1.22'])
    for (const name of corpusList(`leaks/${kind}`))
      for (const moment of ['S0', 'S1', 'S2', 'S3', 'S4'])
        all.push(`leaks/${kind}/${name}/${moment}/goroutine`);
  for (const server of corpusList('servers'))
    for (const moment of ['a', 'b', 'c']) all.push(`servers/${server}/goroutine-${moment}`);
  for (const version of corpusList('pprof')) all.push(`pprof/${version}/goroutine`);
  return all;
}

describe.skipIf(!hasCorpus)('waits against debug=2 of the same moment (skipped without the corpus)', () => {
  test.each(['pb', 'debug1.txt'])('inferred from %s', async (form) => {
    const agreement: Agreement = { agree: 0, total: 0, differ: [] };
    for (const moment of moments()) {
      const [given, inferred] = [`${moment}.debug2.txt.gz`, `${moment}.${form}.gz`];
      if (existsSync(corpusPath(given)) && existsSync(corpusPath(inferred)))
        await compare(given, inferred, agreement);
    }
    const share = agreement.agree / agreement.total;
    process.stdout.write(`${form}: ${(100 * share).toFixed(3)} % of ${agreement.total} goroutines\n`);
    for (const line of agreement.differ.slice(0, 40)) process.stdout.write(`  ${line}\n`);
    expect(agreement.total).toBeGreaterThan(1000);
    expect(share).toBeGreaterThanOrEqual(0.995);
  });
});
