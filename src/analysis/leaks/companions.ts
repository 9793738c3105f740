import type { Site } from './site.ts';

/** Goroutines that are as many as there are peers: connections, streams, files. */
interface Demand {
  /** 'server.(*client).readLoop': a method of yours or of a library that reads them, or their start function. */
  readonly name: string;
  readonly counts: readonly number[];
}

const fewest = 3;
/** So many do not agree by chance. */
const fewestInStep = 20;

/**
 * For each site the name of the demand that it accompanies, or null: as many goroutines as there are connections (in
 * every snapshot), or methods of the very type that reads the connections and no more than those. A writer per
 * connection is no leak of its own; whether the connections are is another question.
 */
export function companionsOf(sites: readonly Site[], counts: Demands): (string | null)[] {
  const byType = new Map<string, Demand[]>();
  for (const [name, inside] of counts) {
    const type = receiverOf(name);
    if (type === null) continue;
    const known = byType.get(type);
    if (known === undefined) byType.set(type, [{ name, counts: inside }]);
    else known.push({ name, counts: inside });
  }
  const large = [...counts]
    .map(([name, inside]): Demand => ({ name, counts: inside }))
    .filter((demand) => last(demand.counts) >= 0.9 * fewestInStep)
    .sort((a, b) => last(a.counts) - last(b.counts));
  return sites.map((site) => {
    if (site.count < fewest || site.harmless !== null) return null;
    return ofType(site, byType) ?? inStep(site, large);
  });
}

/**
 * For each site the share that it is of the goroutines that read the same connections, or null: a goroutine that reads
 * a connection and is elsewhere at this moment works on what it read. If most of its kind are not there, they go on.
 */
export function kinOf(sites: readonly Site[], counts: Demands): (number | null)[] {
  return sites.map((site) => {
    if (site.harmless !== null) return null;
    for (const { function: name, origin } of site.stack) {
      if (origin !== 'user' && origin !== 'vendor') continue;
      const inside = counts.get(name);
      if (inside !== undefined && last(inside) > site.count) return site.count / last(inside);
    }
    return null;
  });
}

/** Goroutines per snapshot in each function that stands for a demand: methods that read, and start functions. */
export type Demands = ReadonlyMap<string, readonly number[]>;

export function countsInside(sites: readonly Site[]): Demands {
  const counts = new Map<string, number[]>();
  for (const site of sites) {
    if (site.harmless?.kind !== 'demand' || site.count < fewest) continue;
    for (const { function: name, origin } of site.stack) {
      const isOurs = origin === 'user' || origin === 'vendor';
      if (isOurs && receiverOf(name) !== null)
        counts.set(
          name,
          site.counts.map(() => 0),
        );
    }
    if (site.root !== '')
      counts.set(
        site.root,
        site.counts.map(() => 0),
      );
  }
  for (const site of sites) {
    for (const name of new Set(site.stack.map((line) => line.function))) {
      const inside = counts.get(name);
      if (inside !== undefined) for (let i = 0; i < inside.length; i++) inside[i] += site.counts[i];
    }
  }
  return counts;
}

function ofType(site: Site, byType: ReadonlyMap<string, readonly Demand[]>): string | null {
  for (const { function: name, origin } of site.stack) {
    const type = origin === 'user' || origin === 'vendor' ? receiverOf(name) : null;
    for (const demand of (type === null ? undefined : byType.get(type)) ?? []) {
      const peers = last(demand.counts);
      if (site.count >= 0.7 * peers && site.count <= 1.15 * peers) return demand.name;
    }
  }
  return null;
}

/** As many in every snapshot, within 3 %. */
function inStep(site: Site, demands: readonly Demand[]): string | null {
  if (site.count < fewestInStep) return null;
  const slack = Math.max(1, 0.03 * site.count);
  let from = 0;
  for (let to = demands.length; from < to; ) {
    const middle = (from + to) >> 1;
    if (last(demands[middle].counts) < site.count - slack) from = middle + 1;
    else to = middle;
  }
  for (let i = from; i < demands.length && last(demands[i].counts) <= site.count + slack; i++) {
    const { counts, name } = demands[i];
    if (site.counts.every((one, at) => Math.abs(one - counts[at]) <= Math.max(1, 0.03 * counts[at])))
      return name;
  }
  return null;
}

function last(counts: readonly number[]): number {
  return counts[counts.length - 1];
}

/** 'server.(*client)' of 'server.(*client).readLoop.func1'; null for a plain function. */
export function receiverOf(name: string): string | null {
  const open = name.indexOf('.(*');
  const close = open < 0 ? -1 : name.indexOf(').', open);
  return close < 0 ? null : name.slice(0, close + 1);
}
