import type { Rule } from '../rule.ts';
import { speaksFor } from '../weigh.ts';
import { channels, noPartner } from './missing-receiver.ts';

export const unclosedRange: Rule = {
  id: 'unclosed-range',
  pattern: 'Range over a channel that is never closed',
  fix: 'The only sender closes the channel when it is done, on every path: defer close(c).',
  reference: 'https://go.dev/ref/spec#For_range',
  match: (site, scene) =>
    site.waitClass === 'receive' && site.isRange === true
      ? {
          evidence: [
            speaksFor(2, 'They receive in a loop that only closing the channel ends.'),
            ...noPartner(site, scene, 'sends'),
            ...channels(site),
          ],
        }
      : null,
};
