import type { SharedAddress } from '../goroutine-groups.ts';
import type { Harmless } from '../harmless.ts';
import type { Rows } from '../pairs.ts';
import type { WaitClass } from '../waits/wait-class.ts';
import type { Creator, StackLine } from './finding.ts';

/** How the goroutines of a site came and went between dumps, by id. */
export interface Lives {
  /** Per interval between dumps: ids that are new to the program. */
  readonly births: readonly number[];
  /** Ids that are gone from the program. */
  readonly deaths: readonly number[];
  /** Ids that were here and are elsewhere in the program: they did wake up. */
  readonly moves: readonly number[];
  /** In the first dump, at this site. */
  readonly first: number;
  /** In the first and in the last dump, at this site. */
  readonly survivors: number;
}

/** What the ids and minutes of one dump say of the age of a site's goroutines. */
export interface Ages {
  /** (highest − lowest id) / highest id of the dump; 0 with fewer than two. */
  readonly spread: number;
  /** Sixteenths of all ids given out that hold an id of the site: 1 for a pool started at once. */
  readonly waves: number;
  /** Number of different wait minutes printed. */
  readonly cohorts: number;
  /** Share that has woken since younger goroutines of the dump have been waiting for minutes. */
  readonly movers: number;
}

/** The goroutines that created a site's, as far as they still run the creating function. */
export interface Parents {
  /** The function that has the `go` statement. */
  readonly function: string;
  /** Goroutines that are in it now. */
  readonly count: number;
  /** Share of the site's goroutines whose own creator is still in it; null if the form has no ids of creators. */
  readonly share: number | null;
  /** Why most of those are harmless; null if they are not. */
  readonly harmless: Harmless | null;
}

/** A place where goroutines are parked: same wait, your function, start function and creator. What rules judge. */
export interface Site {
  readonly waitClass: WaitClass;
  readonly state: string;
  readonly wait: string | null;
  readonly isWaitInferred: boolean;
  readonly function: string;
  /** '' if the stack was cut. */
  readonly root: string;
  /** Function with the `go` statement, where it tells the site from others; '' where it is not compared. */
  readonly creator: string;
  readonly createdBy: Creator | null;
  /** Where the last snapshot names none: what an earlier dump says. */
  readonly createdEarlier: Creator | null;
  /** Per snapshot, in time order. */
  readonly counts: readonly number[];
  /** In the last snapshot. */
  readonly count: number;
  /** Of the commonest stack, leaf first. */
  readonly stack: readonly StackLine[];
  /** Rows of the last snapshot. */
  readonly rows: Rows;
  /** Rows of the first snapshot; none with one snapshot. */
  readonly rowsBefore: Rows;
  readonly waitMinutes: { readonly min: number; readonly max: number } | null;
  /** True for `for range c` and `v, ok := <-c`; null if the form does not tell. */
  readonly isRange: boolean | null;
  /** Null without ids. */
  readonly ages: Ages | null;
  /** How many the runtime calls leaked, here or in a leak profile beside. */
  readonly leaked: number;
  readonly lives: Lives | null;
  readonly harmless: Harmless | null;
  readonly parents: Parents | null;
  /** Different creating goroutines, and the most goroutines that one of them created; null if not printed. */
  readonly siblings: { readonly creators: number; readonly most: number } | null;
  /** As many as there are of these, and growing with them: 'connections in net/http.(*conn).serve'. Null if not. */
  readonly companionOf: string | null;
  /** Share that it is of the goroutines that read the same kind of connection; null if they read none. */
  readonly kinShare: number | null;
  readonly addresses: readonly SharedAddress[];
  /** Share of all goroutines of the last snapshot. */
  readonly share: number;
}

/** The same for the same place in every form and build. Not kept: a dump has 65,000 sites. */
export function siteKey({ function: name, root, waitClass, creator }: Site): string {
  return `${name}|${root}|${waitClass}${creator === '' ? '' : `|${creator}`}`;
}
