import type { Rule } from './rule.ts';

export const missingSender: Rule = {
  id: 'missing-sender',
  pattern: 'Receiver without a sender',
  fix: 'The sender must send or close the channel on every path, errors and shutdown included; or select on ctx.Done() beside the receive.',
  reference: 'https://go.dev/ref/spec#Receive_operator',
  match: ({ waitClass }) => (waitClass === 'receive' ? { evidence: [] } : null),
};
