import { NONE } from '../../../base/columns.ts';
import type { Pace } from '../../../base/pace.ts';
import type { Profile } from '../../../model/profile.ts';
import { StackLines, userFrameOf } from '../../stack-lines.ts';
import type { StackLine } from '../finding.ts';

const allocator = /^runtime\.(mallocgc\w*|newobject|newarray)$/;

/** Memory in use that one of your functions holds by way of one allocating function, over several heap profiles. */
export interface HeapSite {
  /** Your first frame from the leaf, else the leaf. */
  readonly function: string;
  /** What allocated: the leaf without the allocator's own frames, which profiles of Go 1.26 and later show. */
  readonly leaf: string;
  readonly root: string;
  /** The heaviest stack of the last profile that has the site, leaf first. */
  stack: readonly StackLine[];
  heaviest: number;
  /** Per profile. */
  readonly bytes: number[];
  readonly objects: number[];
}

/** Heap profiles of one program, by site. */
export async function heapSites(profiles: readonly Profile[], pace: Pace): Promise<readonly HeapSite[]> {
  const sites = new Map<string, HeapSite>();
  for (let at = 0; at < profiles.length; at++) {
    for (const site of sites.values()) site.heaviest = 0;
    await addProfile(sites, profiles, at, pace);
  }
  return [...sites.values()];
}

async function addProfile(
  sites: Map<string, HeapSite>,
  profiles: readonly Profile[],
  at: number,
  pace: Pace,
): Promise<void> {
  const profile = profiles[at];
  const bytes = column(profile, 'space');
  const objects = column(profile, 'objects');
  if (bytes === null) return;
  await profile.samples.makeStacks?.(pace);
  const lines = StackLines.of(profile);
  const { samples } = profile;
  for (let i = 0; i < samples.length; i++) {
    if ((i & 1023) === 0 && pace.isDue()) await pace.breathe(i, samples.length);
    if (bytes[i] === 0 || samples.stack[i] === NONE) continue;
    const stack = lines.of(samples.stack[i]);
    if (stack.length === 0) continue;
    const user = userFrameOf(stack);
    const leaf = (stack.find((line) => !allocator.test(line.function)) ?? stack[0]).function;
    const own = user === null ? leaf : stack[user].function;
    const root = stack[stack.length - 1].function;
    const key = `${own}\n${leaf}\n${root}`;
    let site = sites.get(key);
    if (site === undefined) {
      const zeros = (): number[] => profiles.map(() => 0);
      site = { function: own, leaf, root, stack, heaviest: 0, bytes: zeros(), objects: zeros() };
      sites.set(key, site);
    }
    site.bytes[at] += bytes[i];
    site.objects[at] += objects?.[i] ?? 0;
    if (bytes[i] > site.heaviest) {
      site.heaviest = bytes[i];
      site.stack = stack;
    }
  }
}

/** `inuse_space` of Go, `space` of two-column heaps. */
function column({ valueTypes, samples }: Profile, what: 'space' | 'objects'): Float64Array | null {
  const index = valueTypes.findIndex(({ type }) => type === `inuse_${what}` || type === what);
  return index < 0 ? null : samples.values[index];
}

/** True for a profile of what is in use. */
export function isHeap({ valueTypes }: Profile): boolean {
  return valueTypes.some(({ type }) => type === 'inuse_space' || type === 'space');
}
