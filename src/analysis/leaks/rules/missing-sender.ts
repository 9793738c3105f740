import type { Rule } from '../rule.ts';
import { channels, noPartner } from './missing-receiver.ts';

export const missingSender: Rule = {
  id: 'missing-sender',
  pattern: 'Receiver without a sender',
  fix: 'The sender must send or close the channel on every path, errors and shutdown included; or select on ctx.Done() beside the receive. If it is <-ctx.Done() itself: nobody cancels that context.',
  reference: 'https://go.dev/ref/spec#Receive_operator',
  match: (site, scene) =>
    site.waitClass === 'receive'
      ? { evidence: [...noPartner(site, scene, 'sends'), ...channels(site)] }
      : null,
};
