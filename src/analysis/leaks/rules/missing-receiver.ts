import type { Rule } from './rule.ts';

export const missingReceiver: Rule = {
  id: 'missing-receiver',
  pattern: 'Sender without a receiver',
  fix: 'Keep a receiver until the last send, give the channel room for every send, or select on ctx.Done() beside the send.',
  reference: 'https://go.dev/ref/spec#Send_statements',
  match: ({ waitClass }) => (waitClass === 'send' ? { evidence: [] } : null),
};
