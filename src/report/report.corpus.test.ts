import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import type { Finding, LeakReport } from '../analysis/leaks/finding.ts';
import type { DocumentSummary } from '../engine/engine.ts';
import { createLocalEngine } from '../engine/local.ts';
import { corpusBytes, corpusList, hasCorpus } from '../testing/corpus.ts';
import { buildReport, defaultChoices, type ReportSources } from './build.ts';
import { decodeLink, encodeLink } from './codec/link.ts';
import { defaultLinkCap, fitReport } from './fit.ts';
import { toHtml } from './html.ts';
import { leakingTree } from './leaking-tree.ts';
import { toMarkdown } from './markdown.ts';

const signal = new AbortController().signal;
const all = { paths: true, labels: true, addresses: true, ids: true, hosts: true, names: true };

interface Given {
  readonly name: string;
  readonly bytes: Uint8Array;
}

interface Asked {
  readonly leaks: LeakReport;
  readonly sources: ReportSources;
}

async function ask(files: readonly Given[]): Promise<Asked> {
  const engine = createLocalEngine();
  const documents: DocumentSummary[] = [];
  for (const [i, { name, bytes }] of files.entries())
    for (const opened of await engine.open(bytes, name, i * 31_000, {}, signal))
      if (opened.ok) documents.push(opened.document);
  const isSnapshot = ({ kind, profileKind }: DocumentSummary): boolean =>
    kind === 'goroutines' || profileKind === 'goroutine';
  const snapshots = documents.filter(isSnapshot);
  const beside = documents.filter((document) => !isSnapshot(document));
  const leaks = await engine.ask(
    'leaks',
    { snapshots: snapshots.map(({ id }) => id), beside: beside.map(({ id }) => id), times: {}, ignore: '' },
    signal,
  );
  const sources = {
    createdMs: Date.UTC(2026, 4, 12),
    buildId: documents[0].origin.buildId,
    forms: snapshots.map(({ origin }) => origin.form),
    beside: beside.map(({ id, origin }) => ({
      id,
      name: origin.name,
      form: origin.form,
      timeMs: origin.timeMs,
    })),
  };
  return { leaks, sources };
}

/** Equal after the way through a link, whatever travels; and the forms it takes hold every finding. */
function travels({ leaks, sources }: Asked): string {
  for (const choices of [defaultChoices, all]) {
    const report = buildReport(leaks, sources, choices);
    expect(decodeLink(encodeLink(report))).toEqual(report);
  }
  const { report, link } = fitReport(leaks, sources, defaultChoices, defaultLinkCap);
  expect(link.length).toBeLessThanOrEqual(defaultLinkCap);
  const html = toHtml(report);
  expect(html.length).toBeLessThan(300_000);
  expect(html.split('<article').length - 1).toBe(report.findings.length);
  expect(toMarkdown(report).split('\n### ').length - 1).toBe(report.findings.length);
  const drawn = report.findings.filter(({ source }) => source === 'goroutines');
  const after = drawn.reduce((sum, { counts }) => sum + counts[counts.length - 1], 0);
  if (drawn.length > 0) expect(leakingTree(report).after[0]).toBe(after);
  return link;
}

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}

describe.skipIf(!hasCorpus)('reports of the corpus (skipped without ../shared)', () => {
  const cases = ['pos', 'pos-go1.22', 'neg', 'neg-go1.22'].flatMap((kind) =>
    corpusList(`leaks/${kind}`).map((name) => `leaks/${kind}/${name}`),
  );

  test('there are dozens of leak cases', () => {
    expect(cases.length).toBeGreaterThan(20);
  });

  test.each(cases)('%s travels unchanged', async (folder) => {
    for (const form of ['debug2.txt.gz', 'pb.gz']) {
      const files = ['S0', 'S2', 'S4'].map((moment) => ({
        name: `${moment}.${form}`,
        bytes: corpusBytes(`${folder}/${moment}/goroutine.${form}`),
      }));
      travels(await ask(files));
    }
  });

  test.each(corpusList('servers'))('%s fits a link', async (server) => {
    const files = ['a', 'b', 'c'].map((moment) => ({
      name: `goroutine-${moment}.txt.gz`,
      bytes: corpusBytes(`servers/${server}/goroutine-${moment}.debug2.txt.gz`),
    }));
    const asked = await ask(files);
    const link = travels(asked);
    say(`link length: ${server}, ${asked.leaks.findings.length} findings: ${link.length} characters`);
    const groups: readonly Finding[] = [...asked.leaks.findings, ...asked.leaks.benign];
    for (const most of [10, 30]) {
      if (groups.length < most) continue;
      const findings = groups.slice(0, most);
      const made = fitReport({ ...asked.leaks, findings }, asked.sources, defaultChoices, defaultLinkCap);
      expect(decodeLink(made.link)).toEqual(made.report);
      const further = made.report.findings.flatMap(({ variants }) => variants?.stacks ?? []);
      say(
        `  were its first ${most} groups findings: ${made.link.length} characters, ${further.length} further stacks`,
      );
    }
  });

  test('the sample fits a link', async () => {
    const folder = fileURLToPath(new URL('../../public/samples/orders/', import.meta.url));
    const names = readdirSync(folder).filter((name) => name.endsWith('.gz'));
    const asked = await ask(
      names.map((name) => ({ name, bytes: new Uint8Array(readFileSync(folder + name)) })),
    );
    const link = travels(asked);
    say(`link length: sample, ${asked.leaks.findings.length} findings: ${link.length} characters`);
  });
});
