import { describe, expect, it } from 'vitest';
import { noProgress } from '../../base/pace.ts';
import { bytesSource } from '../../base/source.ts';
import { openFile } from '../../formats/open.ts';
import { readers } from '../../formats/readers.ts';
import type { Trace } from '../../model/trace.ts';
import { corpusBytes, corpusJson, corpusList, hasCorpus } from '../../testing/corpus.ts';
import { traceSummary } from './trace-summary.ts';

interface Capture {
  readonly trace: string;
  readonly summary: string;
}

const captures: readonly Capture[] = ['trace', 'third-party/trace-v1', ...serverFolders()].flatMap((folder) =>
  corpusList(folder)
    .filter((name) => name.endsWith('.sum.json.gz'))
    .map((name) => ({ summary: `${folder}/${name}`, trace: `${folder}/${traceName(folder, name)}` })),
);

function serverFolders(): readonly string[] {
  return corpusList('servers').map((name) => `servers/${name}`);
}

/** The capture that a summary is of: the same name, with whatever ending it has. */
function traceName(folder: string, summary: string): string {
  const stem = summary.slice(0, -'.sum.json.gz'.length);
  return corpusList(folder).find((name) => name.startsWith(stem) && !name.endsWith('.sum.json.gz')) ?? stem;
}

async function readTrace(path: string, referenceTimes: boolean): Promise<Trace> {
  const { signal } = new AbortController();
  const [part] = await openFile(bytesSource(corpusBytes(path), path), {
    readers,
    signal,
    onProgress: noProgress,
    referenceTimes,
  });
  if (!part.ok) throw part.error;
  if (part.document.kind !== 'trace') throw new Error(`${path} is a ${part.document.kind}`);
  return part.document;
}

type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/** Paths at which two summaries differ by more than `tolerance` allows: rows are matched by id or start function. */
function differences(got: Json, wanted: Json, tolerance: (value: number) => number, path = ''): string[] {
  if (typeof got === 'number' && typeof wanted === 'number') {
    return Math.abs(got - wanted) <= tolerance(wanted) ? [] : [`${path}: ${got}, reference ${wanted}`];
  }
  if (isRecord(got) && isRecord(wanted)) {
    const keys = new Set([...Object.keys(got), ...Object.keys(wanted)]);
    return [...keys].flatMap((key) =>
      differences(got[key] ?? null, wanted[key] ?? null, tolerance, `${path}.${key}`),
    );
  }
  return got === wanted ? [] : [`${path}: ${JSON.stringify(got)}, reference ${JSON.stringify(wanted)}`];
}

function isRecord(value: Json): value is { readonly [key: string]: Json } {
  return typeof value === 'object' && value !== null;
}

function comparable(trace: Trace, wanted: Record<string, Json>): { got: Json; wanted: Json } {
  const got = JSON.parse(JSON.stringify(traceSummary(trace, 'all')));
  if (wanted.perG === undefined) delete got.perG;
  const { file: _file, bytes: _bytes, ...figures } = wanted;
  return { got, wanted: figures };
}

describe.skipIf(!hasCorpus)("summaries of Go's own reader", () => {
  it('are there', () => {
    expect(captures.length).toBeGreaterThan(25);
  });

  for (const { trace: path, summary } of captures) {
    const reference = corpusJson(summary) as Record<string, Json>;
    if (reference.error !== undefined) {
      it(`${path}: shows more than the reference, which gives up`, async () => {
        const trace = await readTrace(path, true);
        expect(trace.notices.map(({ code }) => code)).toContain('truncated');
        expect(trace.events).toBeGreaterThan(Number(reference.events));
        expect(trace.goroutines.length).toBeGreaterThan(Number(reference.goroutines));
        for (const [name, count] of Object.entries(reference.transitions as Record<string, number>))
          expect(trace.counts.transitions[name]).toBeGreaterThanOrEqual(count);
      });
      continue;
    }
    it(`${path}: the same figures`, async () => {
      const trace = await readTrace(path, true);
      // The order of v1 events of one time is not defined, and the reference's own answers differ by as much.
      const tolerance = trace.version < 22 ? (value: number) => Math.max(64, value / 1000) : () => 0;
      const { got, wanted } = comparable(trace, reference);
      expect(differences(got, wanted, tolerance)).toEqual([]);
      expect(trace.notices).toEqual([]);
    });

    it(`${path}: the same counts with raw times`, async () => {
      const trace = await readTrace(path, false);
      const raw = traceSummary(trace);
      for (const key of ['events', 'goroutines', 'peakAlive', 'alive', 'procs', 'threads', 'gcs'] as const)
        expect([key, raw[key]]).toEqual([key, reference[key]]);
      expect(raw.kinds).toEqual(reference.kinds);
      expect(raw.transitions).toEqual(reference.transitions);
    });
  }
});

/** What the leaky program of `trace/small-*` leaves parked, by start function. */
const parked = {
  'main.growLeak': 100,
  'main.leakSend': 20,
  'main.leakRecv': 10,
  'main.leakSelect': 5,
  'main.preLeak': 5,
  'main.leakMutex': 5,
  'main.leakWG': 3,
  'main.leakCond': 3,
  'main.leakRLock': 2,
  'main.leakSleep': 2,
  'main.leakNet': 2,
  'main.leakForever': 1,
  'main.leakNilChan': 1,
  'main.leakSyscall': 1,
};

describe.skipIf(!hasCorpus)('parked goroutines', () => {
  for (const name of corpusList('trace').filter((file) => /^small-.*\.trace$/.test(file))) {
    it(`${name}: all 160 are found by function, with a reason`, async () => {
      const trace = await readTrace(`trace/${name}`, false);
      const found: Record<string, number> = {};
      const nameless: string[] = [];
      for (const row of traceSummary(trace).aliveAtEnd) {
        if (!(row.start in parked)) continue;
        found[row.start] = (found[row.start] ?? 0) + 1;
        if (row.final === 'Waiting' && row.reason === undefined) nameless.push(row.start);
      }
      // Neither v1 nor Go 1.22 write stacks of what was parked before the trace, and 1.22 not even the start function:
      // of the five goroutines of preLeak and one of leakMutex there is only the id.
      const isSilent = trace.version <= 22;
      expect(nameless.filter((start) => !isSilent || !/preLeak|leakMutex/.test(start))).toEqual([]);
      const { 'main.preLeak': _, ...named } = parked;
      expect(found).toEqual(trace.version === 22 ? { ...named, 'main.leakMutex': 4 } : parked);
    });
  }
});
