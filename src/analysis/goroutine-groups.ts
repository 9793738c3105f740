import type { DocId } from './ids.ts';
import type { Creator, StackLine } from './leaks/finding.ts';

/** 'label:KEY' groups by the value of one label. */
export type GroupBy = 'stack' | 'function' | 'creator' | 'wait' | 'package' | `label:${string}`;

export interface GroupsQuestion {
  /** Snapshots to count in, oldest first; the last one is the current one. */
  readonly snapshots: readonly DocId[];
  readonly by: GroupBy;
  /** What a table shows of them; absent for all groups, largest first. */
  readonly pick?: GroupPick;
}

export const groupSorts = ['count', 'delta', 'wait', 'function', 'creator', 'state'] as const;
export type GroupSort = (typeof groupSorts)[number];

export interface GroupPick {
  /** Words that must all occur in a group's names; `#12` is a goroutine id. */
  readonly filter: string;
  readonly showsSystem: boolean;
  readonly sort: GroupSort;
  /** Against the natural order of the column: largest first for numbers, A to Z for names. */
  readonly isReversed: boolean;
  /** At most so many groups. */
  readonly limit: number;
  /** Key of a group that is among them wherever it stands, or null. */
  readonly keep: string | null;
}

/** Goroutines of the current snapshot that share what they are grouped by. */
export interface GoroutineGroup {
  /** Stable, made of names only. */
  readonly key: string;
  /** What they share, for display: a function, a wait, a package. */
  readonly title: string;
  /** In the current snapshot. */
  readonly count: number;
  /** Per snapshot asked for. */
  readonly counts: readonly number[];
  readonly state: string;
  readonly wait: string | null;
  readonly isWaitInferred: boolean;
  readonly waitMinutes: { readonly min: number; readonly max: number } | null;
  readonly leaked: boolean;
  readonly lockedToThread: number;
  readonly labels: Readonly<Record<string, string>>;
  /** Of the most common stack in the group, leaf first. */
  readonly stack: readonly StackLine[];
  /** Number of different stacks in the group. */
  readonly stacks: number;
  readonly createdBy: Creator | null;
  /** Index into `stack` of your first frame, or null. */
  readonly userFrame: number | null;
  /** Ascending; null where the form has none. */
  readonly ids: readonly number[] | null;
  /** The runtime's own, folded away. */
  readonly system: boolean;
  /** Harmless by nature (idle keep-alive, signal loop…): why; null otherwise. */
  readonly benign: string | null;
  /** Addresses of locks and channels it waits on, with how many goroutines of the snapshot wait on each. */
  readonly addresses: readonly SharedAddress[];
}

export interface SharedAddress {
  /** '0xc0000a6020'. */
  readonly address: string;
  readonly what: 'mutex' | 'rwmutex' | 'waitgroup' | 'cond' | 'channel';
  readonly isExact: boolean;
  readonly waiters: number;
}

export interface GoroutineGroups {
  readonly total: number;
  readonly totals: readonly number[];
  /** Largest first, unless the question picks. */
  readonly groups: readonly GoroutineGroup[];
  /** Groups and goroutines that the question's filter lets through, listed or not. */
  readonly matched: { readonly groups: number; readonly goroutines: number };
  /** Label keys that occur, for "group by label". */
  readonly labelKeys: readonly string[];
}
