import type { Rule } from '../rule.ts';
import { speaksFor } from '../weigh.ts';

export const finalizerBlocked: Rule = {
  id: 'finalizer-blocked',
  pattern: 'Finalizer or cleanup that blocks',
  fix: 'A finalizer or cleanup must not block: let it start a goroutine for what takes time. While it blocks, no other runs, and memory is never given back.',
  reference: 'https://pkg.go.dev/runtime#SetFinalizer',
  match: ({ root, waitClass, stack }) => {
    if (!/^runtime\.(runfinq|runFinalizers|runCleanups|\(\*cleanupQueue\).*)$/.test(root)) return null;
    if (waitClass === 'system' || !stack.some(({ origin }) => origin === 'user' || origin === 'vendor'))
      return null;
    return {
      isAboutHarmless: true,
      evidence: [
        speaksFor(60, 'It runs on the goroutine of the finalizers: as long as it blocks, no finalizer runs.'),
      ],
    };
  },
};
