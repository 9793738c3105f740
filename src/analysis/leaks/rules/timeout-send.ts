import { shortName } from '../../names.ts';
import type { Rule } from '../rule.ts';
import { speaksFor } from '../weigh.ts';
import { hasReturned } from './early-return.ts';

const words = /timeout|deadline|within|expir|timed|ctx|context/i;

export const timeoutSend: Rule = {
  id: 'timeout-send',
  pattern: 'Sender whose receiver gave up at its deadline',
  fix: 'Give the channel room for one (make(chan T, 1)), or send in a select with ctx.Done(): the receiver is gone once its time is over.',
  reference: 'https://go.dev/blog/go-concurrency-patterns-timing-out-and',
  match: (site) => {
    const creator = site.createdBy?.function ?? '';
    if (site.waitClass !== 'send' || !hasReturned(site) || !words.test(shortName(creator).slice(0, 200)))
      return null;
    return {
      evidence: [
        speaksFor(
          8,
          `Started by ${shortName(creator)}, which by its name waits for a limited time, and has returned.`,
        ),
      ],
    };
  },
};
