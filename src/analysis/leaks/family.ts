import { NONE } from '../../base/columns.ts';
import type { Harmless } from '../harmless.ts';
import type { Rows } from '../pairs.ts';
import type { Snapshot } from '../snapshot.ts';
import type { Parents } from './site.ts';

/** A site as far as its parents are concerned. */
export interface Child {
  readonly rows: Rows;
  readonly root: string;
  readonly creator: string | null;
}

/**
 * Who created the goroutines of a site and still runs the creating function: such a parent usually waits for its
 * children, and they end with it. By ids where the dump has them, else by the function that encloses the start.
 */
export class Family {
  private readonly snapshot: Snapshot;
  private readonly harmlessOf: (row: number) => Harmless | null;
  private rowOfId: ReadonlyMap<number, number> | null = null;

  /** `harmlessOf` tells of any row of the snapshot whether its site is harmless. */
  constructor(snapshot: Snapshot, harmlessOf: (row: number) => Harmless | null) {
    this.snapshot = snapshot;
    this.harmlessOf = harmlessOf;
  }

  /** The parents of many sites in one pass over the stacks; parallel to `children`. */
  parentsOf(children: readonly Child[]): (Parents | null)[] {
    const names = children.map((child) => child.creator ?? enclosing(child.root));
    const inside = this.rowsInside(new Set(names.filter((name) => name !== null)));
    const totals = new Map([...inside].map(([name, rows]) => [name, this.totalOf(rows)]));
    return children.map((child, index) => {
      const name = names[index];
      const rows = name === null ? undefined : inside.get(name);
      const total = name === null ? undefined : totals.get(name);
      if (name === null || rows === undefined || total === undefined) return null;
      // A site's own goroutines may be in the function, too: they are not its parents.
      const own = this.totalOf(filtered(child.rows, rows));
      const count = total.count - own.count;
      if (count <= 0) return null;
      const harmless = (total.harmless - own.harmless) * 2 > count ? total.why : null;
      return { function: name, count, share: this.shareWithParent(child.rows, rows), harmless };
    });
  }

  private totalOf(rows: Iterable<number>): { count: number; harmless: number; why: Harmless | null } {
    const total = { count: 0, harmless: 0, why: null as Harmless | null };
    for (const row of rows) {
      const weight = Math.max(0, this.snapshot.count[row]);
      total.count += weight;
      const harmless = this.harmlessOf(row);
      if (harmless === null) continue;
      total.harmless += weight;
      total.why = harmless;
    }
    return total;
  }

  /** Rows whose stack holds any of the functions. */
  private rowsInside(names: ReadonlySet<string>): ReadonlyMap<string, ReadonlySet<number>> {
    const { stacks, frames, functions, strings } = this.snapshot.symbols;
    const wanted = new Map<number, string>();
    for (let func = 0; func < functions.length; func++) {
      const name = strings[functions.name[func]];
      if (names.has(name)) wanted.set(func, name);
    }
    if (wanted.size === 0) return new Map();
    const found: (readonly string[])[] = [];
    for (let stack = 0; stack < stacks.length; stack++) {
      const parent = stacks.parent[stack];
      const above = parent === NONE ? none : found[parent];
      const func = frames.func[stacks.frame[stack]];
      const name = func === NONE ? undefined : wanted.get(func);
      found.push(name === undefined || above.includes(name) ? above : [...above, name]);
    }
    const inside = new Map<string, Set<number>>();
    for (let row = 0; row < this.snapshot.length; row++) {
      const stack = this.snapshot.stack[row];
      if (stack === NONE) continue;
      for (const name of found[stack]) {
        const rows = inside.get(name);
        if (rows === undefined) inside.set(name, new Set([row]));
        else rows.add(row);
      }
    }
    return inside;
  }

  private shareWithParent(rows: Rows, inside: ReadonlySet<number>): number | null {
    const creatorId = this.snapshot.dump?.goroutines.creatorId;
    if (creatorId === undefined || rows.length === 0) return null;
    this.rowOfId ??= rowsById(this.snapshot);
    let named = 0;
    let living = 0;
    for (const row of rows) {
      if (creatorId[row] === NONE) continue;
      named++;
      const parent = this.rowOfId.get(creatorId[row]);
      if (parent !== undefined && inside.has(parent)) living++;
    }
    return named === 0 ? null : living / rows.length;
  }
}

function rowsById({ dump }: Snapshot): ReadonlyMap<number, number> {
  const rows = new Map<number, number>();
  dump?.goroutines.id.forEach((id, row) => {
    rows.set(id, row);
  });
  return rows;
}

function* filtered(rows: Rows, among: ReadonlySet<number>): Iterable<number> {
  for (const row of rows) if (among.has(row)) yield row;
}

const none: readonly string[] = [];
const longestName = 2000;

/** 'main.serve' of 'main.serve.func1.2'; null for a function that is no closure. */
function enclosing(root: string): string | null {
  if (root.length > longestName) return null;
  const match = /^(.*?)(\.(func\d+|gowrap\d+)(\.\d+)*)+$/.exec(root);
  return match === null || match[1] === '' ? null : match[1];
}
