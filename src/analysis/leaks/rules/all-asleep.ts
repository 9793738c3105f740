import type { Rule } from '../rule.ts';
import { speaksFor } from '../weigh.ts';

/** For what other rules do not explain in a dump that the runtime itself calls a deadlock. */
export const allAsleep: Rule = {
  id: 'all-asleep',
  pattern: 'Deadlock: all goroutines are asleep',
  fix: 'Follow the explanation goroutine by goroutine: one of them must be woken by another that waits, too.',
  reference: 'https://go.dev/ref/mem',
  match: ({ harmless }, { crash }) =>
    crash?.kind === 'deadlock' && harmless?.kind !== 'system'
      ? {
          isProof: true,
          isAboutHarmless: true,
          evidence: [speaksFor(40, 'The runtime found that no goroutine can go on.')],
        }
      : null,
};
