import type { Rule } from '../rule.ts';
import { speaksAgainst, speaksFor } from '../weigh.ts';

export const emptySelect: Rule = {
  id: 'empty-select',
  pattern: 'Empty select',
  fix: 'Wait for something that ends: <-ctx.Done(), a WaitGroup, a signal. select{} blocks for ever, and its goroutine with it.',
  reference: 'https://go.dev/ref/spec#Select_statements',
  match: ({ wait, createdBy, root, count }) => {
    if (wait?.startsWith('select (no cases)') !== true) return null;
    if (createdBy === null && (root === 'main.main' || root === 'runtime.main')) return null;
    const evidence = [speaksFor(60, 'select{} has no case: nothing can ever wake them.')];
    if (count > 1) return { isProof: true, evidence };
    return {
      evidence: [...evidence, speaksAgainst(28, 'A single one may be meant to keep something alive.')],
    };
  },
};
