import type { Rule } from '../rule.ts';
import { speaksFor } from '../weigh.ts';

export const contextNeverCancelled: Rule = {
  id: 'context-never-cancelled',
  pattern: 'Context that is never cancelled',
  fix: 'defer cancel() right after context.WithCancel, WithTimeout or WithDeadline, and derive from the context of the caller; go vet -lostcancel finds many.',
  reference: 'https://pkg.go.dev/context#WithCancel',
  match: ({ root }) =>
    /^context\.(\(\*cancelCtx\)\.propagateCancel|propagateCancel|AfterFunc|\(\*afterFuncCtx\)).*func\d+$/.test(
      root,
    )
      ? { evidence: [speaksFor(16, 'Each watches a context that was derived and never cancelled.')] }
      : null,
};
