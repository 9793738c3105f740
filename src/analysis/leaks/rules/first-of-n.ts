import { count } from '../../../base/figures.ts';
import type { Rule } from '../rule.ts';
import { speaksFor } from '../weigh.ts';
import { hasReturned } from './early-return.ts';

export const firstOfN: Rule = {
  id: 'first-of-n',
  pattern: 'Many senders, one receive',
  fix: 'Give the channel room for every sender (capacity N): the first answer is taken, the others must not block.',
  reference: 'https://go.dev/talks/2012/concurrency.slide#50',
  match: (site) => {
    if (site.waitClass !== 'send' || site.siblings === null || !hasReturned(site)) return null;
    const { creators, most } = site.siblings;
    if (most < 2 || creators < 2 || site.count < 1.5 * creators) return null;
    return {
      evidence: [
        speaksFor(
          8,
          `${count(creators)} goroutines started them, up to ${count(most)} each, and have gone on: only the first of each is received.`,
        ),
      ],
    };
  },
};
