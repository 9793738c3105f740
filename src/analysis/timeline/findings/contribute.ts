import type { Contributor } from '../../leaks/contributor.ts';
import type { Finding } from '../../leaks/finding.ts';
import { traceLeaks } from './leaks.ts';

/** The leaks of the traces beside the snapshots; of several traces, those of the last. */
export const traceContributor: Contributor = async ({ beside }, pace) => {
  const findings = new Map<string, Finding>();
  for (const { document } of beside) {
    if (document.kind !== 'trace') continue;
    for (const finding of (await traceLeaks(document, pace)).findings) findings.set(finding.key, finding);
  }
  return [...findings.values()];
};
