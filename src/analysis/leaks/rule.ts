import type { Crash } from '../../model/goroutines.ts';
import type { LockCycle } from '../lock-cycles.ts';
import type { WaitClass } from '../waits/wait-class.ts';
import type { Site } from './site.ts';
import type { Weighed } from './weigh.ts';

/** Goroutines of the last snapshot by the kind of their wait. */
export type Waiting = ReadonlyMap<WaitClass, number>;

/** What a rule may look at beside the site itself. */
export interface Scene {
  /** All sites of the last snapshot. */
  readonly sites: readonly Site[];
  /** Number of snapshots compared; 1 if the trend is refused. */
  readonly snapshots: number;
  /** By the function with the `go` statement: its largest sites, at most 8; empty for forms without creators. */
  readonly createdBy: ReadonlyMap<string, readonly Site[]>;
  /** By receiver type of your code anywhere on the stack, 'server.(*client)': types that wait for locks. */
  readonly inType: ReadonlyMap<string, Waiting>;
  /** By package of the function shown: packages that wait on channels. */
  readonly inPackage: ReadonlyMap<string, Waiting>;
  /** Receiver types whose methods wait to write to an RWMutex, with the number of goroutines. */
  readonly writers: ReadonlyMap<string, number>;
  /** Rings of goroutines that wait for each other's locks, by row of the last snapshot. */
  readonly cycles: ReadonlyMap<number, LockCycle>;
  /** What made the program print the last snapshot; null for plain dumps and profiles. */
  readonly crash: Crash | null;
}

export interface Match {
  readonly evidence: readonly Weighed[];
  /** True if no program can go on from here: the finding is certain, whatever else speaks. */
  readonly isProof?: boolean;
  /** True if the pattern is about goroutines that are harmless in themselves: that is not held against it. */
  readonly isAboutHarmless?: boolean;
  /** More fitting than the rule's own. */
  readonly fix?: string;
}

/** One leak pattern. `match` is pure and gives null for sites of other patterns. */
export interface Rule {
  /** The file's name in rules/; part of the command line's JSON and of ignore files. */
  readonly id: string;
  /** As a heading: 'Receiver without a sender'. */
  readonly pattern: string;
  readonly fix: string;
  readonly reference: string;
  match(site: Site, scene: Scene): Match | null;
}
