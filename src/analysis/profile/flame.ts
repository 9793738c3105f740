import type { Pace } from '../../base/pace.ts';
import type { FlameAnswer, FlameQuestion } from './answers.ts';
import { callTree } from './call-tree.ts';
import type { Filtered } from './filtered.ts';
import { aroundFunction, invertTree } from './flame-shapes.ts';
import { flameTree } from './flame-tree.ts';
import { pathsOf, pathTree } from './path-tree.ts';

/** The flame graph of a question, in the shape asked for. */
export async function flame(filtered: Filtered, question: FlameQuestion, pace: Pace): Promise<FlameAnswer> {
  const paths = question.shape === 'callees' ? pathsOf(filtered) : null;
  if (paths !== null)
    return { tree: await pathTree(filtered, paths, question, '-http=:', pace), callers: null };
  const tree = await callTree(filtered, question, '-http=:', pace);
  if (question.shape === 'callers') {
    const { tree: inverted, cutNodes } = await invertTree(tree, pace);
    return { tree: await flameTree(inverted, pace, cutNodes), callers: null };
  }
  if (question.shape === 'around') {
    const { callees, callers } = await aroundFunction(tree, question.around, pace);
    return { tree: await flameTree(callees, pace), callers: await flameTree(callers, pace) };
  }
  return { tree: await flameTree(tree, pace), callers: null };
}
