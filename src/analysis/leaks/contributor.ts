import type { Pace } from '../../base/pace.ts';
import type { Document } from '../../model/document.ts';
import type { DocId } from '../ids.ts';
import type { Finding, LeakQuestion } from './finding.ts';

export interface Beside {
  /** Heap profiles, leak profiles and traces of the same run, oldest first. */
  readonly beside: readonly { readonly doc: DocId; readonly document: Document }[];
  readonly question: LeakQuestion;
}

/**
 * Findings from the documents beside the snapshots, with `source` 'heap' or 'trace'. Pure; gives [] if there is none
 * of its kind. Scores are comparable with `judge`'s: from 75 on certain, from 42 likely.
 */
export type Contributor = (given: Beside, pace: Pace) => readonly Finding[] | Promise<readonly Finding[]>;
