import type { DocId } from '../ids.ts';

/** One displayed line of a stack, as plain text: what reports and pages show. */
export interface StackLine {
  readonly function: string;
  readonly file: string;
  /** 0 if unknown. */
  readonly line: number;
  readonly isInlined: boolean;
  /** How the line is shown: your code bold, the runtime grey. */
  readonly origin: 'user' | 'std' | 'runtime' | 'vendor';
}

export interface Creator {
  readonly function: string;
  readonly file: string;
  readonly line: number;
  /** Id of the goroutine that ran the `go` statement, where printed. */
  readonly goroutine: number | null;
}

/** A further stack of a group, with its goroutines in the first and the last snapshot. */
export interface StackVariant {
  /** Leaf first, without runtime.goexit. */
  readonly stack: readonly StackLine[];
  /** 0 with one snapshot. */
  readonly before: number;
  readonly after: number;
}

/** Stacks of a group beside its commonest, told apart by their functions. */
export interface StackVariants {
  /** Commonest first, at most 8; none below 2 % of the group. */
  readonly stacks: readonly StackVariant[];
  /** What is not listed, as numbers. */
  readonly rest: { readonly stacks: number; readonly before: number; readonly after: number };
}

export type Confidence = 'certain' | 'likely' | 'possible';

/** A sentence that speaks for (`isFor`) or against its being a leak. */
export interface Evidence {
  readonly isFor: boolean;
  readonly text: string;
}

/** One group of goroutines (or heap site, or start function of a trace) with what speaks for and against a leak. */
export interface Finding {
  /** Stable across machines and loads: made of names only. */
  readonly key: string;
  /** Id of the rule: its file name in analysis/leaks/rules. */
  readonly rule: string;
  /** 'Receiver without a sender': the pattern's name. */
  readonly pattern: string;
  /** One sentence that stands alone, with the number. */
  readonly title: string;
  readonly confidence: Confidence;
  /** Additive points of the evidence; findings are sorted by confidence, then by it and by size. */
  readonly score: number;
  readonly source: 'goroutines' | 'heap' | 'trace';
  /** The scheduler's word. */
  readonly state: string;
  /** The runtime's words; null unless waiting. */
  readonly wait: string | null;
  readonly isWaitInferred: boolean;
  /** Your first frame from the leaf, else the leaf. */
  readonly function: string;
  /** The function the goroutine started in; '' if its stack was cut. */
  readonly root: string;
  readonly createdBy: Creator | null;
  /** Per snapshot, in time order; for heap findings bytes, with `unit` 'bytes'. */
  readonly counts: readonly number[];
  readonly unit: 'goroutines' | 'bytes';
  readonly growthPerMinute: number | null;
  readonly doublingMinutes: number | null;
  /** At least so many minutes, from the dump's own words; null if it says nothing. */
  readonly oldestMinutes: number | null;
  /** Leaf first, without runtime.goexit. */
  readonly stack: readonly StackLine[];
  /** Absent if all of the group stand in the functions of `stack`, and for heap and trace findings. */
  readonly variants?: StackVariants | undefined;
  readonly evidence: readonly Evidence[];
  readonly fix: string;
  readonly reference: string;
  /** Ids in the last snapshot, at most 1,000, ascending; empty where the form has none. */
  readonly goroutineIds: readonly number[];
  /** Labels shared by all of the group. */
  readonly labels: Readonly<Record<string, string>>;
  /** Why it is harmless or ignored; null for findings. */
  readonly why: string | null;
}

export interface SnapshotSummary {
  readonly doc: DocId;
  readonly name: string;
  readonly timeMs: number | null;
  readonly total: number;
  /** Goroutines of the runtime itself, folded away. */
  readonly system: number;
}

/** The answer of the Leaks page, of `unpark report` and of what a link carries. */
export interface LeakReport {
  readonly snapshots: readonly SnapshotSummary[];
  /** Robust slope of the totals; null with fewer than two timed snapshots, or if the trend is refused. */
  readonly perMinute: number | null;
  readonly doublingMinutes: number | null;
  /** Why no trend is drawn (another program, a restart), or null. */
  readonly trendRefused: string | null;
  readonly goVersion: string | null;
  readonly program: string | null;
  /** Parked goroutines that are in the first and the last snapshot at the same place, by id where ids exist. */
  readonly survivors: number | null;
  /** Number of groups that grew from first to last. */
  readonly groupsGrown: number;
  /** Worst first. */
  readonly findings: readonly Finding[];
  /** Harmless, ignored and system groups, each with `why`; largest first. */
  readonly benign: readonly Finding[];
  /** All harmless groups and the goroutines in them, listed or not. */
  readonly harmless: { readonly groups: number; readonly goroutines: number };
  /** Findings beyond the question's limit, and the goroutines in them. */
  readonly unlisted: { readonly findings: number; readonly goroutines: number };
  /** Explains a deadlock or crash dump, goroutine by goroutine; empty otherwise. */
  readonly explanation: readonly string[];
  readonly notices: readonly { readonly doc: DocId; readonly code: string; readonly text: string }[];
}

export interface LeakQuestion {
  /** Goroutine snapshots of any form, oldest first. */
  readonly snapshots: readonly DocId[];
  /** Heap profiles, leak profiles and traces of the same run, oldest first. */
  readonly beside: readonly DocId[];
  /** Capture times that the user has set, milliseconds; they beat the documents' own. */
  readonly times: Readonly<Record<DocId, number>>;
  /** Ignore rules, the text of an ignore file; '' for none. */
  readonly ignore: string;
  /** So many findings and so many harmless groups are listed at most; absent for all. */
  readonly limit?: number;
}
