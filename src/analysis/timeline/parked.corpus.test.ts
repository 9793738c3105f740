import { describe, expect, test } from 'vitest';
import { Pace } from '../../base/pace.ts';
import type { Trace } from '../../model/trace.ts';
import { corpusBytes, corpusList, hasCorpus } from '../../testing/corpus.ts';
import { openDocuments } from '../../testing/open-bytes.ts';
import { deriveProfile } from './derive.ts';
import { traceLeaks } from './findings/leaks.ts';
import { lanesOf } from './lanes.ts';
import { entryName, spanWord } from './names.ts';

describe.skipIf(!hasCorpus)('parked goroutines of the corpus', () => {
  const small = corpusList('trace').filter((name) => /^small-.*\.trace$/.test(name));

  /** What the leaky program parks for good: its README says how many. */
  const parkedByName = {
    'main.growLeak': 100,
    'main.leakSend': 20,
    'main.leakRecv': 10,
    'main.leakSelect': 5,
    'main.leakMutex': 5,
    'main.preLeak': 5,
    'main.leakCond': 3,
    'main.leakWG': 3,
    'main.leakNet': 2,
    'main.leakRLock': 2,
    'main.leakSleep': 2,
    'main.leakForever': 1,
    'main.leakNilChan': 1,
    'main.leakSyscall': 1,
  };
  const waits: Readonly<Record<string, string>> = {
    'main.growLeak': 'chan receive',
    'main.leakSend': 'chan send',
    'main.leakSelect': 'select',
    'main.leakWG': 'sync.WaitGroup.Wait',
    'main.leakRLock': 'sync.RWMutex.RLock',
    'main.leakForever': 'select (no cases)',
    'main.leakNilChan': 'chan receive (nil chan)',
  };

  test.each(small)('%s: 160 goroutines never run again, by function and wait', async (name) => {
    const trace = await traceOf(`trace/${name}`);
    const { parked } = lanesOf(trace);
    const { goroutines } = trace;
    const counts: Record<string, number> = {};
    for (let g = 0; g < goroutines.length; g++) {
      if (!parked.has(g)) continue;
      const entry = entryName(trace, g);
      counts[entry] = (counts[entry] ?? 0) + 1;
      if (waits[entry] !== undefined)
        expect(spanWord(trace, goroutines.firstSpan[g + 1] - 1)).toBe(waits[entry]);
    }
    // The accept loop of the program itself.
    delete counts['main.main.func1'];
    // Go 1.22 writes neither stack nor name of goroutines that do not run.
    const unnamed = counts['(start unknown)'] ?? 0;
    expect(unnamed).toBe(name === 'small-1.22.trace' ? 8 : 0);
    const { 'main.preLeak': _, ...named } = parkedByName;
    expect(counts).toEqual(
      unnamed === 0 ? parkedByName : { ...named, 'main.leakMutex': 4, '(start unknown)': unnamed },
    );
  });

  test.each(small)('%s: what cannot wake and what keeps coming is found', async (name) => {
    const { findings } = await traceLeaks(await traceOf(`trace/${name}`), new Pace());
    const sure = findings.filter(({ confidence }) => confidence !== 'possible');
    const proofs = sure.map(({ root, rule }) => `${rule} ${root}`);
    expect(proofs).toContain('empty-select main.leakForever');
    expect(proofs).toContain('nil-channel main.leakNilChan');
    const grown = findings.find(({ root }) => root === 'main.growLeak');
    expect(grown).toMatchObject({ confidence: 'likely', counts: [100], wait: 'chan receive' });
    expect(grown?.growthPerMinute).toBeGreaterThan(2000);
    const found = new Set(findings.map(({ root }) => root));
    for (const root of ['main.leakSend', 'main.leakMutex', 'main.leakWG', 'main.leakCond'])
      expect(found).toContain(root);
    for (const finding of findings) expect(finding.createdBy?.function).toBe('main.main');
  });

  test.each(corpusList('servers'))('%s: a server under load has no leak that is likely', async (name) => {
    const { findings, benign } = await traceLeaks(await traceOf(`servers/${name}/trace.out.gz`), new Pace());
    expect(findings.filter(({ confidence }) => confidence !== 'possible')).toEqual([]);
    expect(benign.length).toBeGreaterThan(10);
  });

  // go tool trace -pprof=KIND FILE, go1.26.8: stacks' contentions and nanoseconds, summed with go tool pprof -raw.
  const expected: Readonly<
    Record<string, Readonly<Record<'net' | 'sync' | 'syscall' | 'sched', readonly [number, number]>>>
  > = {
    'trace/small-1.27.trace': {
      net: [3, 203008],
      sync: [55, 4522675071],
      syscall: [88, 476672],
      sched: [315, 9041472],
    },
    'trace/small-1.22.trace': {
      net: [2, 319936],
      sync: [54, 4523067264],
      syscall: [111, 1320014336],
      sched: [322, 7204096],
    },
    'trace/small-1.19.trace': {
      net: [2, 3181146],
      sync: [23, 23558716],
      syscall: [84, 2164618852],
      sched: [475, 12082619],
    },
    'servers/prometheus_2.53.3/trace.out.gz': {
      net: [3105, 55601544705],
      sync: [4077, 31357426561],
      syscall: [13667, 3313726912],
      sched: [9718, 98071555902],
    },
    'servers/etcd-server_3.5.16/trace.out.gz': {
      net: [1066, 9463821057],
      sync: [40905, 990391601168],
      syscall: [24772, 3637148297],
      sched: [47826, 183285568330],
    },
  };

  test.each(Object.keys(expected))(
    '%s: derived profiles without the label are those of go tool trace',
    async (path) => {
      const trace = await traceOf(path, true);
      for (const kind of ['net', 'sync', 'syscall', 'sched'] as const) {
        const question = { kind, fromNs: 0, toNs: trace.durationNs, entry: '', goroutine: null, region: '' };
        const { samples } = await deriveProfile(trace, question, new Pace());
        let count = 0;
        let ns = 0;
        for (let i = 0; i < samples.length; i++) {
          if (samples.labelSet[i] !== 0) continue;
          count += samples.values[0][i];
          ns += samples.values[1][i];
        }
        expect([kind, count, ns]).toEqual([kind, ...expected[path][kind]]);
      }
    },
  );
});

async function traceOf(path: string, referenceTimes = false): Promise<Trace> {
  const [document] = await openDocuments(corpusBytes(path), path, { referenceTimes });
  if (document.kind !== 'trace') throw new Error(`${path} is no trace`);
  return document;
}
