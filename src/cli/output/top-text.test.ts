import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { choicesFromPprof, type PprofOptions } from '../../analysis/profile/pprof-options.ts';
import { profileQuestion } from '../../analysis/profile/question.ts';
import { createLocalEngine } from '../../engine/local.ts';
import { topJson } from './top-json.ts';
import { topText } from './top-text.ts';

const testdata = fileURLToPath(new URL('../../analysis/profile/testdata/', import.meta.url));
const { texts } = JSON.parse(gunzipSync(readFileSync(`${testdata}pictures.json.gz`)).toString('utf8')) as {
  texts: readonly { file: string; options: PprofOptions; text: string }[];
};
const signal = new AbortController().signal;

async function tableOf(files: readonly string[], options: PprofOptions = {}) {
  const engine = createLocalEngine();
  const ids: string[] = [];
  for (const file of files) {
    const [opened] = await engine.open(new Uint8Array(readFileSync(testdata + file)), file, null, {}, signal);
    if (!opened.ok) throw new Error(opened.failure.text);
    ids.push(opened.document.id);
  }
  const choices = { ...choicesFromPprof(options), base: ids[1] ?? null };
  return engine.ask('top', profileQuestion(ids[0], choices), signal);
}

/** Rows that differ in nothing that is sorted by stand in no order in pprof. */
function withoutTies(text: string): readonly string[] {
  return text
    .trimEnd()
    .split('\n')
    .map((line) => line.replace(/^(\s*\S+\s+\S+%)\s+\S+%/, '$1'))
    .sort();
}

describe('top as text', () => {
  it.each(texts.map((one) => [`${one.file} ${JSON.stringify(one.options)}`, one] as const))(
    'is what go tool pprof -top prints: %s',
    async (_, { file, options, text }) => {
      const unit = String(options.unit ?? 'minimum');
      const table = await tableOf([file], options);
      const ours = topText(table, { byCum: options.cum === true, unit, divideBy: 1 });
      const hasTies = file.startsWith('odd');
      const [a, b] = [ours.slice(ours.indexOf('\n') + 1), text];
      if (hasTies) expect(withoutTies(a)).toEqual(withoutTies(b));
      else expect(a).toBe(b);
    },
  );
});

describe('top as JSON', () => {
  it('says what the contract says, sorted by |flat| and by name', async () => {
    const answer = topJson(await tableOf(['nats-heap-after.pb.gz']), false, false) as {
      sampleType: object;
      total: number;
      rows: readonly { function: string; file: string; flat: number; cum: number; base?: object }[];
    };
    expect(answer.sampleType).toEqual({ type: 'inuse_space', unit: 'bytes' });
    expect(answer.rows.reduce((sum, { flat }) => sum + flat, 0)).toBe(answer.total);
    const sorted = [...answer.rows].sort(
      (a, b) => Math.abs(b.flat) - Math.abs(a.flat) || (a.function < b.function ? -1 : 1),
    );
    expect(answer.rows).toEqual(sorted);
    expect(answer.rows[0].base).toBeUndefined();
    expect(answer.rows[0].file).not.toBe('');
  });

  it('gives what the base holds beside the difference', async () => {
    const answer = topJson(
      await tableOf(['nats-heap-after.pb.gz', 'nats-heap-before.pb.gz']),
      true,
      true,
    ) as {
      rows: readonly { flat: number; cum: number; base: { flat: number; cum: number } }[];
    };
    expect(answer.rows.some(({ base }) => base.flat > 0)).toBe(true);
    expect(answer.rows.every(({ flat, cum }) => flat !== 0 || cum !== 0)).toBe(true);
  });
});
