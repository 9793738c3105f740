import type { Rule } from '../rule.ts';
import { speaksFor } from '../weigh.ts';

export const iterPullWithoutStop: Rule = {
  id: 'iter-pull-without-stop',
  pattern: 'iter.Pull without stop',
  fix: 'next, stop := iter.Pull(seq); defer stop(): the sequence keeps its coroutine until it is read to the end or stopped.',
  reference: 'https://pkg.go.dev/iter#Pull',
  match: ({ waitClass, root }) =>
    waitClass === 'coroutine' || /^iter\.Pull2?(\[\.\.\.\])?\.func\d+$/.test(root)
      ? { evidence: [speaksFor(16, 'A sequence that was pulled from, neither read to its end nor stopped.')] }
      : null,
};
