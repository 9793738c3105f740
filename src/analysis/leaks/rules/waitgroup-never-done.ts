import type { Rule } from './rule.ts';

export const waitgroupNeverDone: Rule = {
  id: 'waitgroup-never-done',
  pattern: 'WaitGroup that is never done',
  fix: 'Make defer wg.Done() the first line of each goroutine (or start it with wg.Go, Go 1.25), and Add exactly as many as are started, before they start.',
  reference: 'https://pkg.go.dev/sync#WaitGroup',
  match: ({ waitClass }) => (waitClass === 'waitgroup' ? { evidence: [] } : null),
};
