import type { Rule } from '../rule.ts';
import { speaksFor } from '../weigh.ts';

export const emptySelect: Rule = {
  id: 'empty-select',
  pattern: 'Empty select',
  fix: 'Wait for something that ends: <-ctx.Done(), a WaitGroup, a signal. select{} blocks for ever, and its goroutine with it.',
  reference: 'https://go.dev/ref/spec#Select_statements',
  match: ({ wait, createdBy, root }) => {
    if (wait?.startsWith('select (no cases)') !== true) return null;
    if (createdBy === null && (root === 'main.main' || root === 'runtime.main')) return null;
    return { isProof: true, evidence: [speaksFor(60, 'select{} has no case: nothing can ever wake them.')] };
  },
};
