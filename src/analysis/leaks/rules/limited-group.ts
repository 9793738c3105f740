import { isIn } from '../frames.ts';
import type { Match, Rule } from '../rule.ts';
import { speaksFor } from '../weigh.ts';

const kinds: readonly (readonly [name: RegExp, text: string, fix: string])[] = [
  [
    /^golang\.org\/x\/sync\/errgroup\.\(\*Group\)\.Go$/,
    'They wait in errgroup.Group.Go for a free place of the limit.',
    'A group with SetLimit must not start goroutines of its own group from inside one; let those that hold a place end.',
  ],
  [
    /^golang\.org\/x\/sync\/semaphore\.\(\*Weighted\)\.Acquire$/,
    'They wait for a weighted semaphore.',
    'Release on every path: defer sem.Release(n) right after Acquire; give Acquire a context with a deadline.',
  ],
  [
    /^golang\.org\/x\/sync\/singleflight\.\(\*Group\)\.Do$/,
    'They wait for the one goroutine that makes the call for all.',
    'Find the leader: the goroutine in singleflight.(*Group).doCall; give its work a deadline, or use DoChan with a select.',
  ],
];

export const limitedGroup: Rule = {
  id: 'limited-group',
  pattern: 'Waiting for a place that is never freed',
  fix: 'See that those that hold a place end.',
  reference: 'https://pkg.go.dev/golang.org/x/sync',
  match: (site): Match | null => {
    const kind = kinds.find(([name]) => isIn(site, name));
    return kind === undefined ? null : { evidence: [speaksFor(6, kind[1])], fix: kind[2] };
  },
};
