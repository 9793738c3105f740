import { shortName } from '../../names.ts';
import type { Rule } from '../rule.ts';
import type { Site } from '../site.ts';
import { speaksFor } from '../weigh.ts';

export const earlyReturn: Rule = {
  id: 'early-return',
  pattern: 'Sender whose receiver has returned',
  fix: 'Give the channel room for the send (capacity 1), or receive on every return path; return right after sending an error, so that nothing is sent twice.',
  reference: 'https://go.dev/ref/spec#Send_statements',
  match: (site) => {
    if (site.waitClass !== 'send' || !isClosureOfCreator(site) || !hasReturned(site)) return null;
    const creator = shortName(site.createdBy?.function ?? site.root);
    return {
      evidence: [
        speaksFor(
          8,
          `They send to the function that started them, and no goroutine is in ${creator} any more.`,
        ),
      ],
    };
  },
};

/** Started by a function literal of the function that has the `go` statement; by name where creators are not known. */
function isClosureOfCreator({ root, createdBy }: Site): boolean {
  if (!/\.func\d+(\.\d+)*$/.test(root.slice(-60))) return false;
  return createdBy === null || root.startsWith(`${createdBy.function}.`);
}

/** No goroutine is in the function that started them. */
export function hasReturned({ parents }: Site): boolean {
  return parents === null || parents.share === 0;
}
