import type { Site } from '../site.ts';
import type { Weighed } from '../weigh.ts';

/** What a rule may look at beside the site itself. */
export interface Scene {
  /** All sites of the last snapshot. */
  readonly sites: readonly Site[];
  /** Number of snapshots compared; 1 if the trend is refused. */
  readonly snapshots: number;
  /** Start functions and creators with the number of goroutines of each in the last snapshot. */
  readonly byRoot: ReadonlyMap<string, number>;
}

export interface Match {
  readonly evidence: readonly Weighed[];
  /** True if no program can go on from here: the finding is certain, whatever else speaks. */
  readonly isProof?: boolean;
  /** More fitting than the rule's own. */
  readonly fix?: string;
}

/** One leak pattern. `match` is pure and gives null for sites of other patterns. */
export interface Rule {
  /** The file's name in this folder; part of the command line's JSON and of ignore files. */
  readonly id: string;
  /** As a heading: 'Receiver without a sender'. */
  readonly pattern: string;
  readonly fix: string;
  readonly reference: string;
  match(site: Site, scene: Scene): Match | null;
}
