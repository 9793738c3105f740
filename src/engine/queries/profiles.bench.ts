// CPU time of the first flame graph, table and inverted graph of a profile of a million and a half samples, in the engine alone: a busy machine changes it less than the time on the wall.
import { profileQuestion } from '../../analysis/profile/question.ts';
import { generatePprof } from '../../testing/generate-pprof.ts';
import { createLocalEngine } from '../local.ts';

const signal = new AbortController().signal;
const collect = (globalThis as { gc?: () => void }).gc ?? (() => undefined);
const used = (): number => {
  collect();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
};

for (const stacks of [100_000, 1_500_000]) {
  const bytes = generatePprof({ samples: 1_500_000, stacks, functions: 40_000, depth: 20, seed: 1 });
  const engine = createLocalEngine();
  const before = used();
  const timed = async <T>(work: () => Promise<T>): Promise<{ readonly answer: T; readonly ms: number }> => {
    const start = process.cpuUsage();
    const answer = await work();
    return { answer, ms: process.cpuUsage(start).user / 1000 };
  };
  const opened = await timed(() => engine.open(bytes, 'generated.pb', null, {}, signal));
  const [first] = opened.answer;
  if (!first.ok) throw new Error(first.failure.text);
  const question = profileQuestion(first.document.id);
  const top = await timed(() => engine.ask('top', question, signal));
  const flame = await timed(() => engine.ask('flame', { ...question, shape: 'callees', around: '' }, signal));
  const nodes = flame.answer.tree.length;
  const kept = used() - before;
  const inverted = await timed(() =>
    engine.ask('flame', { ...question, shape: 'callers', around: '' }, signal),
  );
  console.log(
    `${(bytes.length / 2 ** 20).toFixed(0)} MiB, 1,500,000 samples of ${stacks} stacks, CPU: ` +
      `open ${opened.ms.toFixed(0)} ms, top ${top.ms.toFixed(0)} ms, flame ${flame.ms.toFixed(0)} ms (${nodes} nodes), ` +
      `inverted ${inverted.ms.toFixed(0)} ms (${inverted.answer.tree.length} nodes); ` +
      `kept ${(kept / 2 ** 20).toFixed(0)} MiB with the answer, ${(kept / bytes.length).toFixed(2)} x the profile`,
  );
}
