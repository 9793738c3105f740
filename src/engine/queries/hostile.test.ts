import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { profileQuestion } from '../../analysis/profile/question.ts';
import { encodeMessages, type ProfileMessage } from '../../testing/pprof-messages.ts';
import { seededRandom } from '../../testing/random.ts';
import { EngineError } from '../engine.ts';
import { createLocalEngine } from '../local.ts';

const testdata = fileURLToPath(new URL('../../analysis/profile/testdata/', import.meta.url));
const signal = new AbortController().signal;
const graphOptions = { nodeCount: 80, nodeFraction: 0.005, edgeFraction: 0.001 };

/** Asks everything there is to ask of it; the only errors are questions that do not fit. Gives the top names. */
async function askAll(bytes: Uint8Array): Promise<readonly string[] | null> {
  const engine = createLocalEngine();
  const [opened] = await engine.open(bytes, 'hostile.pb', null, {}, signal);
  if (!opened.ok) {
    expect(opened.failure.kind).toBe('format');
    return null;
  }
  const whole = profileQuestion(opened.document.id);
  await engine.ask('flame', { ...whole, shape: 'callees', around: '' }, signal);
  await engine.ask('top', whole, signal);
  const question = profileQuestion(opened.document.id, { filter: { hide: 'zzz' } });
  const table = await engine.ask('top', question, signal);
  const asks = [
    engine.ask('flame', { ...question, shape: 'callees', around: '' }, signal),
    engine.ask('flame', { ...question, shape: 'callers', around: '' }, signal),
    engine.ask('callers', { ...question, function: table.name[0] ?? '' }, signal),
    engine.ask('graph', { ...question, ...graphOptions }, signal),
    engine.ask('labels', question, signal),
    engine.ask('exportProfile', { ...question, ...graphOptions, form: 'pprof' }, signal),
    engine.ask('exportProfile', { ...question, ...graphOptions, form: 'folded' }, signal),
    engine.ask('top', { ...question, base: opened.document.id, normalize: true }, signal),
  ];
  for (const outcome of await Promise.allSettled<unknown>(asks)) {
    if (outcome.status === 'fulfilled') continue;
    const { reason } = outcome;
    expect(reason instanceof EngineError ? reason.failure : reason).toMatchObject({ kind: 'query' });
  }
  return table.name;
}

describe('a damaged profile', () => {
  it.each(['odd-after', 'nats-cpu'])('is read in part or refused, and can be asked: %s', async (name) => {
    const whole = gunzipSync(readFileSync(`${testdata}${name}.pb.gz`));
    const random = seededRandom(5);
    for (let round = 0; round < 30; round++) {
      const bytes = new Uint8Array(round % 2 === 0 ? whole : whole.subarray(0, random.below(whole.length)));
      for (let flip = 0; flip < round / 2; flip++) bytes[random.below(bytes.length)] = random.below(256);
      await askAll(bytes);
    }
  });
});

describe('a hostile profile', () => {
  const strings = ['', 'space', 'bytes', '<script>alert(1)</script>', 'x'.repeat(100_000), 'a\nb'];
  const profile = (more: Partial<ProfileMessage>): Uint8Array =>
    encodeMessages({
      sampleType: [{ type: 1, unit: 2 }],
      sample: [{ locationId: [1, 2, 1], value: [7] }],
      location: [
        { id: 1, line: [{ functionId: 1 }] },
        { id: 2, line: [{ functionId: 2 }, { functionId: 9 }] },
      ],
      function: [
        { id: 1, name: 3, systemName: 3 },
        { id: 2, name: 4, systemName: 4, filename: 5 },
      ],
      stringTable: strings,
      ...more,
    });
  const most = { low: -1, high: 0x7fffffff, unsigned: false } as never;

  it.each<readonly [string, Partial<ProfileMessage>]>([
    ['names that are markup, or endless', {}],
    ['missing locations', { sample: [{ locationId: [5, 1, 77], value: [7] }] }],
    ['the largest counts', { sample: Array.from({ length: 5 }, () => ({ locationId: [1], value: [most] })) }],
    ['no value types', { sampleType: [] }],
    ['too few and too many values', { sample: [{ locationId: [1] }, { locationId: [1], value: [1, 2, 3] }] }],
    ['nothing but value types', { sample: [], location: [], function: [] }],
    ['the same id twice', { location: [{ id: 1 }, { id: 1, line: [{ functionId: 1 }] }] }],
    ['names beyond the table', { function: [{ id: 1, name: 99, filename: 98 }] }],
    ['a stack of ten thousand', { sample: [{ locationId: new Array(10_000).fill(1), value: [1] }] }],
    ['an expression that does not compile', { dropFrames: 3 }],
  ])('with %s is answered', async (_, more) => {
    expect(await askAll(profile(more))).not.toBeNull();
  });
});
