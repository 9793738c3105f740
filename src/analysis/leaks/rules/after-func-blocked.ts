import type { Rule } from '../rule.ts';
import { speaksFor } from '../weigh.ts';

export const afterFuncBlocked: Rule = {
  id: 'after-func-blocked',
  pattern: 'Timer function that blocks',
  fix: 'What time.AfterFunc starts must end by itself: send in a select with a default or with ctx.Done().',
  reference: 'https://pkg.go.dev/time#AfterFunc',
  match: ({ createdBy, waitClass }) =>
    createdBy?.function === 'time.goFunc' && waitClass !== 'cpu'
      ? { evidence: [speaksFor(6, 'Started by time.AfterFunc, once for every timer that fires.')] }
      : null,
};
