import type { Rule } from '../rule.ts';

export const selectWithoutExit: Rule = {
  id: 'select-without-exit',
  pattern: 'Select whose cases never come',
  fix: 'Give the select a case that ends it (ctx.Done(), a stop channel), and see that it is cancelled or closed on every path.',
  reference: 'https://pkg.go.dev/context#pkg-overview',
  match: ({ waitClass }) => (waitClass === 'select' ? { evidence: [] } : null),
};
