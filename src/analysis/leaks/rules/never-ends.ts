import type { Rule } from '../rule.ts';

/** The last resort: whatever no pattern explains. */
export const neverEnds: Rule = {
  id: 'never-ends',
  pattern: 'Goroutines that do not end',
  fix: 'Find what should end them, and see that it happens on every path, errors and shutdown included.',
  reference: 'https://go.dev/doc/diagnostics#profiling',
  match: () => ({ evidence: [] }),
};
