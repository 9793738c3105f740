import type { Pace } from '../../base/pace.ts';
import type { FlameAnswer, FlameQuestion } from './answers.ts';
import { callTree } from './call-tree.ts';
import type { Filtered } from './filtered.ts';
import { aroundFunction, invertTree } from './flame-shapes.ts';
import { flameTree } from './flame-tree.ts';

/** The flame graph of a question, in the shape asked for. */
export async function flame(filtered: Filtered, question: FlameQuestion, pace: Pace): Promise<FlameAnswer> {
  const tree = await callTree(filtered, question, '-http=:', pace);
  if (question.shape === 'callers') {
    const { tree: inverted, cutNodes } = await invertTree(tree, pace);
    return { tree: flameTree(inverted, cutNodes), callers: null };
  }
  if (question.shape === 'around') {
    const { callees, callers } = await aroundFunction(tree, question.around, pace);
    return { tree: flameTree(callees), callers: flameTree(callers) };
  }
  return { tree: flameTree(tree), callers: null };
}
