import type { Rule } from '../rule.ts';
import { speaksFor } from '../weigh.ts';

export const busyLoop: Rule = {
  id: 'busy-loop',
  pattern: 'Busy loop',
  fix: 'Block on the channel or on a ticker instead of a select with default in a loop, and give the loop an exit.',
  reference: 'https://go.dev/ref/spec#Select_statements',
  match: ({ waitClass, count, harmless }) =>
    waitClass === 'cpu' && count >= 5 && harmless === null
      ? { evidence: [speaksFor(6, 'Many of a kind are running or ready to run at the same moment.')] }
      : null,
};
