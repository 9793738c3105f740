import { existsSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { noProgress, Pace } from '../../base/pace.ts';
import { bytesSource } from '../../base/source.ts';
import { openFile } from '../../formats/open.ts';
import { readers } from '../../formats/readers.ts';
import type { Goroutines } from '../../model/goroutines.ts';
import type { Profile } from '../../model/profile.ts';
import { corpusBytes, corpusJson, corpusList, corpusPath, hasCorpus } from '../../testing/corpus.ts';
import { findLeaks, type Given } from './find-leaks.ts';
import type { Finding, LeakReport } from './finding.ts';

const forms = { 'debug=2': 'debug2.txt', protobuf: 'pb', 'debug=1': 'debug1.txt' } as const;
type Form = keyof typeof forms;
const formNames = Object.keys(forms) as readonly Form[];

interface Truth {
  readonly leaking_functions?: readonly string[];
}

/** Labelled groups of one kind of question, and what was said of them. */
class Tally {
  found = 0;
  missed: string[] = [];
  wrong: string[] = [];
  certain = 0;

  get recall(): number {
    return this.found / (this.found + this.missed.length);
  }

  get precision(): number {
    return this.found / (this.found + this.wrong.length);
  }

  /** `shown` names the case. Every labelled function that has goroutines is a group to be found. */
  add(shown: string, report: LeakReport, leaking: readonly string[]): void {
    const said = report.findings.filter(({ confidence }) => confidence !== 'possible');
    for (const name of leaking) {
      const isFound = said.some((finding) => isAt(finding, name));
      if (isFound) this.found++;
      else this.missed.push(`${shown}: ${name}`);
    }
    for (const finding of said) {
      if (finding.confidence === 'certain') this.certain++;
      if (!leaking.some((name) => isAt(finding, name))) this.wrong.push(`${shown}: ${finding.title}`);
    }
  }

  line(title: string): string {
    const figures = `${title.padEnd(28)} recall ${percent(this.recall)}  precision ${percent(this.precision)}`;
    return [
      figures,
      ...this.missed.map((one) => `  missed ${one}`),
      ...this.wrong.map((one) => `  wrong ${one}`),
    ].join('\n');
  }
}

function isAt({ stack }: Finding, name: string): boolean {
  return stack.some((line) => line.function === name);
}

function percent(share: number): string {
  return `${(100 * share).toFixed(1)} %`;
}

async function open(path: string): Promise<Given<Goroutines | Profile>> {
  const source = bytesSource(corpusBytes(path), path, null);
  const signal = new AbortController().signal;
  const [part] = await openFile(source, { readers, signal, onProgress: noProgress });
  if (!part.ok) throw part.error;
  if (part.document.kind === 'trace') throw new Error(`${path} is a trace`);
  return { doc: path, document: part.document };
}

async function reportOf(paths: readonly string[]): Promise<LeakReport> {
  const snapshots = await Promise.all(paths.map(open));
  const question = { snapshots: [...paths], beside: [], times: {}, ignore: '' };
  return findLeaks({ question, snapshots, beside: [] }, new Pace());
}

function truthOf(folder: string): readonly string[] {
  return (corpusJson(`${folder}/truth.json`) as Truth).leaking_functions ?? [];
}

async function tallyOf(kinds: readonly string[], form: Form, moments: readonly string[]): Promise<Tally> {
  const tally = new Tally();
  for (const kind of kinds) {
    for (const name of corpusList(`leaks/${kind}`)) {
      const folder = `leaks/${kind}/${name}`;
      const paths = moments
        .map((moment) => `${folder}/${moment}/goroutine.${forms[form]}.gz`)
        .filter((path) => existsSync(corpusPath(path)));
      if (paths.length < moments.length) continue;
      const report = await reportOf(paths);
      const leaking = truthOf(folder);
      const shown = `${kind}/${name}`;
      tally.add(shown, report, leaking);
      if (leaking.length > 0) {
        const worst = report.findings[0];
        expect(
          leaking.some((one) => isAt(worst, one)),
          `${shown}: the worst is ${worst.title}`,
        ).toBe(true);
      }
    }
  }
  return tally;
}

const all = ['pos', 'pos-go1.22', 'neg', 'neg-go1.22'];

describe.skipIf(!hasCorpus)('the labelled programs of the corpus (skipped without it)', () => {
  test.each(formNames)('leaks are found from three snapshots as %s', async (form) => {
    const tally = await tallyOf(all, form, ['S0', 'S2', 'S4']);
    process.stdout.write(`${tally.line(`S0+S2+S4 ${form}`)}\n`);
    expect(tally.recall).toBeGreaterThanOrEqual(form === 'debug=2' ? 0.98 : 0.97);
    expect(tally.precision).toBeGreaterThanOrEqual(0.99);
  });

  test.each(formNames)('leaks are found from one dump as %s', async (form) => {
    const tally = await tallyOf(all, form, ['S4']);
    process.stdout.write(`${tally.line(`S4 ${form}`)}\n`);
    expect(tally.recall).toBeGreaterThanOrEqual(0.92);
    expect(tally.precision).toBeGreaterThanOrEqual(0.99);
  });

  test('a series of three forms is one series', async () => {
    const tally = new Tally();
    for (const kind of all) {
      for (const name of corpusList(`leaks/${kind}`)) {
        const at = (moment: string, form: Form) =>
          `leaks/${kind}/${name}/${moment}/goroutine.${forms[form]}.gz`;
        const middle = kind.startsWith('pos') ? 'debug=1' : 'debug=2';
        const report = await reportOf([at('S0', 'protobuf'), at('S2', middle), at('S4', 'debug=2')]);
        tally.add(`${kind}/${name}`, report, truthOf(`leaks/${kind}/${name}`));
      }
    }
    process.stdout.write(`${tally.line('S0+S2+S4 mixed')}\n`);
    expect(tally.recall).toBeGreaterThanOrEqual(0.97);
    expect(tally.precision).toBeGreaterThanOrEqual(0.99);
  });

  test('a leak profile confirms what it sees, and acquits nothing', async () => {
    let confirmed = 0;
    for (const name of corpusList('leaks/pos')) {
      const folder = `leaks/pos/${name}`;
      const snapshot = await open(`${folder}/S4/goroutine.pb.gz`);
      const leak = await open(`${folder}/leak/goroutineleak.pb.gz`);
      const question = { snapshots: [snapshot.doc], beside: [leak.doc], times: {}, ignore: '' };
      const before = await findLeaks({ question, snapshots: [snapshot], beside: [] }, new Pace());
      const after = await findLeaks({ question, snapshots: [snapshot], beside: [leak] }, new Pace());
      const alone = await findLeaks({ question, snapshots: [leak], beside: [] }, new Pace());
      const scores = new Map(after.findings.map(({ key, score }) => [key, score]));
      for (const { key, score } of before.findings)
        expect(scores.get(key), key).toBeGreaterThanOrEqual(score);
      for (const finding of alone.findings) {
        confirmed++;
        expect(finding.confidence).toBe('certain');
        expect(after.findings.find(({ key }) => key === finding.key)?.confidence, finding.key).toBe(
          'certain',
        );
      }
    }
    expect(confirmed).toBeGreaterThanOrEqual(8);
  });

  test.each(['debug=2', 'protobuf'] as const)('busy servers have no certain leak (%s)', async (form) => {
    for (const server of corpusList('servers')) {
      for (const moments of ['abc', 'ab', 'ac', 'bc', 'a', 'b', 'c']) {
        const paths = [...moments]
          .map((moment) => `servers/${server}/goroutine-${moment}.${forms[form]}.gz`)
          .filter((path) => existsSync(corpusPath(path)));
        const report = await reportOf(paths);
        const certain = report.findings.filter(({ confidence }) => confidence === 'certain');
        expect(
          certain.map(({ title }) => title),
          `${server} ${moments}`,
        ).toEqual([]);
      }
    }
  });
});
