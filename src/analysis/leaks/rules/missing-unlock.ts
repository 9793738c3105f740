import type { Rule } from './rule.ts';

export const missingUnlock: Rule = {
  id: 'missing-unlock',
  pattern: 'Lock that is never released',
  fix: 'Unlock on every path: defer mu.Unlock() right after the lock, and never lock again what the caller already holds.',
  reference: 'https://pkg.go.dev/sync#Mutex',
  match: ({ waitClass }) => (waitClass === 'lock' ? { evidence: [] } : null),
};
