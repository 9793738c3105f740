import type { SharedAddress } from '../goroutine-groups.ts';
import type { Harmless } from '../harmless.ts';
import type { WaitClass } from '../waits/wait-class.ts';
import type { Creator, StackLine } from './finding.ts';

/** How the goroutines of a site came and went between dumps, by id. */
export interface Lives {
  /** Per interval between snapshots. */
  readonly births: readonly number[];
  readonly deaths: readonly number[];
  /** In the first and in the last dump, at this site. */
  readonly survivors: number;
}

/** A place where goroutines are parked: same wait, your function, start function and creator. What rules judge. */
export interface Site {
  readonly key: string;
  readonly waitClass: WaitClass;
  readonly state: string;
  readonly wait: string | null;
  readonly isWaitInferred: boolean;
  readonly function: string;
  /** '' if the stack was cut. */
  readonly root: string;
  readonly createdBy: Creator | null;
  /** Per snapshot, in time order. */
  readonly counts: readonly number[];
  /** In the last snapshot. */
  readonly count: number;
  /** Of the commonest stack, leaf first. */
  readonly stack: readonly StackLine[];
  /** Rows of the last snapshot. */
  readonly rows: readonly number[];
  /** Ascending; null where the form has none. */
  readonly ids: readonly number[] | null;
  readonly labels: Readonly<Record<string, string>>;
  readonly waitMinutes: { readonly min: number; readonly max: number } | null;
  /** Number of different wait minutes printed. */
  readonly cohorts: number;
  /** (highest − lowest id) / highest id of the dump; 0 without ids. */
  readonly spread: number;
  /** How many the runtime calls leaked, here or in a leak profile beside. */
  readonly leaked: number;
  readonly lives: Lives | null;
  readonly harmless: Harmless | null;
  readonly addresses: readonly SharedAddress[];
  /** Share of the goroutines of the snapshot that are not the runtime's or harmless. */
  readonly share: number;
}
