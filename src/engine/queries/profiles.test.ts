import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { choicesFromPprof, type PprofOptions } from '../../analysis/profile/pprof-options.ts';
import { type ProfileQuestion, profileQuestion, type TopTable } from '../../analysis/profile/question.ts';
import { encodeMessages } from '../../testing/pprof-messages.ts';
import type { Engine } from '../engine.ts';
import { createLocalEngine } from '../local.ts';

const testdata = fileURLToPath(new URL('../../analysis/profile/testdata/', import.meta.url));
const signal = new AbortController().signal;
const graphOptions = { nodeCount: 80, nodeFraction: 0.005, edgeFraction: 0.001 };
const engine: Engine = createLocalEngine();
const ids: Record<string, string> = {};

async function open(bytes: Uint8Array, name: string): Promise<string> {
  const [opened] = await engine.open(bytes, name, null, {}, signal);
  if (!opened.ok) throw new Error(opened.failure.text);
  return opened.document.id;
}

beforeAll(async () => {
  for (const name of [
    'nats-heap-before',
    'nats-heap-after',
    'nats-cpu',
    'odd-before',
    'odd-after',
    'goroutine',
  ])
    ids[name] = await open(new Uint8Array(readFileSync(`${testdata}${name}.pb.gz`)), `${name}.pb.gz`);
});

function rows(table: TopTable): readonly string[] {
  return Array.from(table.name, (name, row) => `${name}\t${table.flat[row]}\t${table.cum[row]}`)
    .filter((_, row) => table.isListed[row] === 1)
    .sort();
}

function question(
  name: string,
  options: PprofOptions,
  choices: Partial<ProfileQuestion> = {},
): ProfileQuestion {
  return profileQuestion(ids[name], { ...choicesFromPprof(options), ...choices });
}

describe('a profile that is exported and opened again', () => {
  const cases: readonly (readonly [string, PprofOptions, string | null, 'base' | 'diff_base'])[] = [
    ['nats-heap-after', {}, null, 'base'],
    ['nats-cpu', { focus: 'server', hide: '^runtime' }, null, 'base'],
    ['odd-after', {}, null, 'base'],
    ['odd-after', { show_from: 'main', prune_from: 'sync', noinlines: true }, null, 'base'],
    ['odd-after', { tagroot: 'job', tagignore: 'x y' }, null, 'base'],
    ['nats-heap-after', {}, 'nats-heap-before', 'base'],
    ['nats-heap-after', { normalize: true }, 'nats-heap-before', 'base'],
    ['odd-after', { focus: 'main' }, 'odd-before', 'diff_base'],
  ];

  it.each(cases)('has the same table: %s %j %s %s', async (name, options, base, baseMode) => {
    const asked = question(name, options, { base: base === null ? null : ids[base], baseMode });
    const { bytes } = await engine.ask('exportProfile', { ...asked, form: 'pprof', ...graphOptions }, signal);
    const copy = await open(bytes, 'copy.pb');
    for (const valueType of ['', '0']) {
      const before = await engine.ask('top', { ...asked, valueType }, signal);
      const after = await engine.ask('top', profileQuestion(copy, { valueType }), signal);
      expect(rows(after)).toEqual(rows(before));
    }
  });

  it('keeps integers that a double cannot hold', async () => {
    const large = 2n ** 62n + 1n;
    const wide = {
      low: Number(BigInt.asIntN(32, large)),
      high: Number(large >> 32n),
      unsigned: false,
    };
    const bytes = encodeMessages({
      sampleType: [{ type: 1, unit: 2 }],
      sample: [
        { locationId: [1], value: [wide as never] },
        { locationId: [1], value: [3] },
      ],
      location: [{ id: 1, line: [{ functionId: 1 }] }],
      function: [{ id: 1, name: 3, systemName: 3 }],
      stringTable: ['', 'delay', 'nanoseconds', 'main.main'],
    });
    const id = await open(bytes, 'wide.pb');
    const asked = profileQuestion(id);
    const table = await engine.ask('top', asked, signal);
    expect(table.exact.get(0)).toMatchObject({ flat: String(large + 3n), cum: String(large + 3n) });
    expect(table.exactTotal).toBe(String(large + 3n));
    const out = await engine.ask('exportProfile', { ...asked, form: 'pprof', ...graphOptions }, signal);
    const again = await engine.ask('top', profileQuestion(await open(out.bytes, 'again.pb')), signal);
    expect(again.exactTotal).toBe(String(large + 3n));
  });
});

describe('other forms', () => {
  it('folded stacks add up to the total', async () => {
    const asked = question('nats-cpu', {});
    const { bytes, name } = await engine.ask(
      'exportProfile',
      { ...asked, form: 'folded', ...graphOptions },
      signal,
    );
    const lines = new TextDecoder().decode(bytes).trimEnd().split('\n');
    const sum = lines.reduce((total, line) => total + Number(line.slice(line.lastIndexOf(' '))), 0);
    const { after } = await engine.ask('top', asked, signal);
    expect([sum, name]).toEqual([after, 'nats-cpu.folded.txt']);
  });

  it('dot has the nodes and edges of the graph, and quotes names', async () => {
    const asked = { ...question('odd-after', {}), ...graphOptions };
    const graph = await engine.ask('graph', asked, signal);
    const { bytes } = await engine.ask('exportProfile', { ...asked, form: 'dot' }, signal);
    const text = new TextDecoder().decode(bytes);
    expect(text.match(/^N\d+ \[/gm)?.length).toBe(graph.nodes.length);
    expect(text.match(/^N\d+ -> /gm)?.length ?? 0).toBe(graph.edges.length);
    expect(graph.nodes.every(({ x, y }) => x > 0 && y > 0 && x < graph.width && y < graph.height)).toBe(true);
  });
});

describe('callers and callees', () => {
  it('weigh what goes along the calls, heaviest first', async () => {
    const table = await engine.ask('top', question('nats-cpu', {}), signal);
    const heaviest = table.cum.indexOf(Math.max(...table.cum));
    const asked = { ...question('nats-cpu', {}), function: table.name[heaviest] };
    const answer = await engine.ask('callers', asked, signal);
    expect(answer.callees.length).toBeGreaterThan(0);
    const sum = answer.callees.reduce((total, { weight }) => total + weight.delta, 0);
    expect(sum + answer.flat.delta).toBe(answer.cum.delta);
  });

  it('an unknown function has none', async () => {
    const answer = await engine.ask('callers', { ...question('nats-cpu', {}), function: 'no.such' }, signal);
    expect([answer.name, answer.callers, answer.callees]).toEqual(['', [], []]);
  });
});

describe('labels', () => {
  it('weigh each value, and what has none', async () => {
    const answer = await engine.ask('labels', question('odd-after', {}), signal);
    const job = answer.keys.find(({ key }) => key === 'job');
    expect(job?.values.map(({ text }) => text).sort()).toEqual(['a', 'b,c', 'x y']);
    expect(job?.values.reduce((sum, { weight }) => sum + weight.after, 0)).toBe(job?.weight.after);
    for (const { tagFocus, weight } of answer.keys.flatMap(({ values }) => values)) {
      const table = await engine.ask('top', question('odd-after', { tagfocus: tagFocus }), signal);
      expect([tagFocus, table.after]).toEqual([tagFocus, weight.after]);
    }
  });
});

describe('profiles over time', () => {
  it('rank functions by growth, and name what only gained', async () => {
    const docs = [ids['nats-heap-before'], ids['nats-heap-after'], ids['nats-heap-after']];
    const asked = { ...question('nats-heap-after', {}), docs, maxLines: 10 };
    const answer = await engine.ask('overtime', asked, signal);
    const totals = answer.profiles.map(({ total }) => total);
    totals.forEach((total, at) => {
      const lines = answer.lines.reduce((sum, { flat }) => sum + flat[at], 0);
      expect(lines + answer.rest[at]).toBe(total);
    });
    // The last two are one moment: no rate can be told.
    expect(answer.lines.every(({ growthPerMinute }) => growthPerMinute === null)).toBe(true);
    expect(answer.profiles.every(({ timeMs }) => timeMs === null)).toBe(true);
    const growths = answer.lines.map(({ growth }) => growth);
    expect(growths).toEqual([...growths].sort((a, b) => b - a));
    expect(answer.retained.length).toBeGreaterThan(0);
    expect(answer.retained.every(({ flat }) => flat[1] >= flat[0])).toBe(true);
  });
});

describe('questions that do not fit', () => {
  it.each([
    [{ focus: '(' }, 'focus: missing closing )'],
    [{ tagfocus: 'job=[' }, 'tagfocus: missing closing ]'],
    [{ sample_index: 'nope' }, 'there is no sample type nope'],
  ])('%j: %s', async (options, text) => {
    await expect(engine.ask('top', question('nats-cpu', options), signal)).rejects.toThrow(text);
  });

  it('profiles of different things are not compared', async () => {
    const asked = question('nats-cpu', {}, { base: ids.goroutine });
    await expect(engine.ask('top', asked, signal)).rejects.toThrow('measure different things');
  });
});
