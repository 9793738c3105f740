import type { Rule } from './rule.ts';

export const condWithoutSignal: Rule = {
  id: 'cond-without-signal',
  pattern: 'Cond that nobody signals',
  fix: 'Signal or Broadcast after every change of the state that is waited for, and Broadcast when shutting down.',
  reference: 'https://pkg.go.dev/sync#Cond',
  match: ({ waitClass }) => (waitClass === 'cond' ? { evidence: [] } : null),
};
