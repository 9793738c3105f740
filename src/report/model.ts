import type { Confidence, Creator, Evidence, StackLine, StackVariants } from '../analysis/leaks/finding.ts';

/**
 * What travels: a leak report written for a reader who has none of the files. Plain values; every text is as the
 * sender's preview showed it. Numbers are rounded when the report is built, so that what a link carries is equal
 * to what was shown.
 */
export interface Report {
  /** Milliseconds since 1970 UTC, to the second. */
  readonly createdMs: number;
  readonly program: string | null;
  readonly goVersion: string | null;
  readonly buildId: string | null;
  /** Goroutine snapshots in time order, oldest first. */
  readonly snapshots: readonly ReportSnapshot[];
  /** Heap profiles, leak profiles and traces of the same run. */
  readonly beside: readonly ReportFile[];
  readonly perMinute: number | null;
  readonly doublingMinutes: number | null;
  readonly trendRefused: string | null;
  readonly survivors: number | null;
  readonly groupsGrown: number;
  /** Worst first. */
  readonly findings: readonly ReportFinding[];
  /** What was judged harmless or ignored, in numbers. */
  readonly harmless: { readonly groups: number; readonly goroutines: number };
  /** Explains a deadlock, goroutine by goroutine. */
  readonly explanation: readonly string[];
  readonly notices: readonly string[];
  /** What the sender left out. */
  readonly omitted: Omitted;
}

export interface ReportFile {
  /** First 8 hex digits of the id that its content has; '' if unknown. */
  readonly id: string;
  /** File name, or a plain name ("goroutine snapshot 1") when the sender left names out. */
  readonly name: string;
  /** 'debug=2', 'protobuf', 'heap', 'Go 1.27 trace'. */
  readonly form: string;
  /** To the second; null if unknown. */
  readonly timeMs: number | null;
}

export interface ReportSnapshot extends ReportFile {
  readonly total: number;
}

export interface Omitted {
  /** Findings beyond the cap, and the goroutines in them. */
  readonly findings: number;
  readonly goroutines: number;
  /** What the switches removed: 'paths', 'labels', 'addresses', 'ids', 'hosts', 'names'. */
  readonly kinds: readonly OmittedKind[];
}

export const omittedKinds = ['paths', 'labels', 'addresses', 'ids', 'hosts', 'names'] as const;
export type OmittedKind = (typeof omittedKinds)[number];

export interface ReportFinding {
  readonly rule: string;
  readonly pattern: string;
  readonly title: string;
  readonly confidence: Confidence;
  readonly source: 'goroutines' | 'heap' | 'trace';
  readonly state: string;
  readonly wait: string | null;
  readonly isWaitInferred: boolean;
  readonly function: string;
  readonly root: string;
  readonly createdBy: Creator | null;
  readonly counts: readonly number[];
  readonly unit: 'goroutines' | 'bytes';
  readonly growthPerMinute: number | null;
  readonly oldestMinutes: number | null;
  /** Leaf first. */
  readonly stack: readonly StackLine[];
  /** Further stacks of the group; what the link has no room for is in `rest`. */
  readonly variants?: StackVariants | undefined;
  readonly evidence: readonly Evidence[];
  readonly fix: string;
  readonly reference: string;
  /** Shared by all goroutines of the finding; empty when the sender left labels out. */
  readonly labels: readonly (readonly [key: string, value: string])[];
  /** Empty when the sender left ids out. */
  readonly goroutineIds: readonly number[];
}

/** Count in the first and the last snapshot. */
export function beforeAfter(counts: readonly number[]): { readonly before: number; readonly after: number } {
  const after = counts.length > 0 ? counts[counts.length - 1] : 0;
  return { before: counts.length > 1 ? counts[0] : 0, after };
}

/** As the pages show rates, and as a link carries them: two decimals below 10, none above. */
export function roundRate(rate: number): number {
  const rounded = Math.abs(rate) < 10 ? Math.round(rate * 100) / 100 : Math.round(rate);
  return rounded === 0 ? 0 : rounded;
}
