import { isIn } from '../frames.ts';
import type { Rule } from '../rule.ts';
import { speaksFor } from '../weigh.ts';

export const watchNotStopped: Rule = {
  id: 'watch-not-stopped',
  pattern: 'Watch that is not stopped',
  fix: 'defer w.Stop() on every watch, or use one informer factory for the life of the program.',
  reference: 'https://pkg.go.dev/k8s.io/apimachinery/pkg/watch#Interface',
  match: (site) =>
    isIn(site, /^k8s\.io\/apimachinery\/pkg\/watch\.\(\*StreamWatcher\)\.receive$/) && site.count > 1
      ? { evidence: [speaksFor(6, 'Each stands for a watch that nobody has stopped.')] }
      : null,
};
