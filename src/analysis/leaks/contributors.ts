import { traceContributor } from '../timeline/findings/contribute.ts';
import type { Contributor } from './contributor.ts';
import { heapContributor } from './heap/contribute.ts';

/** The one list of those who find leaks in the documents beside the snapshots. */
export const contributors: readonly Contributor[] = [traceContributor, heapContributor];
