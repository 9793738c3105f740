import type { Pace } from '../../../../base/pace.ts';
import type { Trace } from '../../../../model/trace.ts';
import type { Confidence, StackLine } from '../../../leaks/finding.ts';
import type { Weighed } from '../../../leaks/weigh.ts';
import type { GcTable } from '../../figure-questions.ts';
import type { SpanPass } from '../../pass-builder.ts';

/** What rules look at. */
export interface TroubleScene {
  readonly trace: Trace;
  readonly gc: GcTable;
  readonly pass: SpanPass;
}

/** One thing that a rule has found. */
export interface Trouble {
  /** One sentence that stands alone, with the numbers. */
  readonly title: string;
  readonly confidence: Confidence;
  /** Comparable among troubles: larger is worse. */
  readonly score: number;
  readonly evidence: readonly Weighed[];
  /** The function it is about; '' if it is about the whole program. */
  readonly function: string;
  /** The wait it is about, where one function may have several troubles. */
  readonly wait?: string;
  /** Start function of its goroutines; '' if it is about the whole program. */
  readonly root: string;
  readonly stack: readonly StackLine[];
  /** Rows of its goroutines. */
  readonly members: readonly number[];
  /** Where to look; null for the whole trace. */
  readonly window: { readonly startNs: number; readonly endNs: number } | null;
}

/** A sign of trouble. `find` is pure, and gives [] for a trace without it. */
export interface TroubleRule {
  /** The file's name in this folder; part of the command line's JSON. */
  readonly id: string;
  readonly pattern: string;
  readonly fix: string;
  readonly reference: string;
  find(scene: TroubleScene, pace: Pace): readonly Trouble[] | Promise<readonly Trouble[]>;
}

/** A trouble of the whole program. */
export const wholeProgram = { function: '', root: '', stack: [], members: [], window: null } as const;
