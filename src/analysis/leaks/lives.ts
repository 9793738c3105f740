import { NONE } from '../../base/columns.ts';
import type { Rows } from '../pairs.ts';
import type { Snapshot } from '../snapshot.ts';
import type { Ages, Lives } from './site.ts';

/** Births, deaths and survivors of sites between those snapshots that have ids; null with fewer than two of them. */
export class LifeBook {
  private readonly dumps: readonly {
    readonly index: number;
    readonly id: Float64Array;
    readonly all: ReadonlySet<number>;
  }[];

  constructor(snapshots: readonly Snapshot[]) {
    const withIds = snapshots.filter(({ dump }) => dump !== null).length;
    this.dumps = snapshots.flatMap(({ dump }, index) =>
      dump === null || withIds < 2
        ? []
        : [{ index, id: dump.goroutines.id, all: new Set(dump.goroutines.id) }],
    );
  }

  /** `rows` per snapshot. A goroutine that is elsewhere did not die: only ids that are gone from the dump did. */
  of(rows: readonly Rows[]): Lives | null {
    const { dumps } = this;
    if (dumps.length < 2) return null;
    const ids = dumps.map(({ index, id }) => Array.from(rows[index], (row) => id[row]));
    const births: number[] = [];
    const deaths: number[] = [];
    const moves: number[] = [];
    for (let i = 1; i < ids.length; i++) {
      births.push(countMissing(ids[i], dumps[i - 1].all));
      const gone = countMissing(ids[i - 1], dumps[i].all);
      deaths.push(gone);
      moves.push(countMissing(ids[i - 1], new Set(ids[i])) - gone);
    }
    const last = new Set(ids[ids.length - 1]);
    const survivors = ids[0].length - countMissing(ids[0], last);
    return { births, deaths, moves, first: ids[0].length, survivors };
  }
}

/** Of those that were ever seen, the share that ended or went on to something else. */
export function leftShare({ births, deaths, moves, first }: Lives): number {
  const ever = first + births.reduce((sum, n) => sum + n, 0);
  const left = [...deaths, ...moves].reduce((sum, n) => sum + n, 0);
  return ever === 0 ? 0 : Math.min(1, left / ever);
}

function countMissing(ids: readonly number[], among: ReadonlySet<number>): number {
  let missing = 0;
  for (const id of ids) if (!among.has(id)) missing++;
  return missing;
}

const parts = 16;

/** Of fewer, ids say nothing. */
const fewest = 5;
const few: Ages = { spread: 0, waves: 0, cohorts: 0, movers: 0 };

/** Of all ids given out up to `maxId`, in how many sixteenths there is one of `ids`. */
export function wavesOf(ids: Iterable<number>, maxId: number): number {
  let seen = 0;
  for (const id of ids) seen |= 1 << Math.floor((id / (maxId + 1)) * parts);
  let waves = 0;
  for (; seen !== 0; seen &= seen - 1) waves++;
  return waves;
}

/** What the ids and minutes of one dump say of any of its sites; null for forms without ids. */
export function ageReader(snapshot: Snapshot): ((rows: Rows) => Ages) | null {
  const table = snapshot.dump?.goroutines;
  if (table === undefined) return null;
  const { id, waitMinutes } = table;
  let maxId = 1;
  let youngestWaiter = NONE;
  for (let row = 0; row < table.length; row++) {
    if (id[row] > maxId) maxId = id[row];
    if (waitMinutes[row] >= 1 && id[row] > youngestWaiter) youngestWaiter = id[row];
  }
  return (rows) => {
    if (rows.length < fewest) return few;
    const ids = new Float64Array(rows.length);
    const minutes = new Set<number>();
    let low = Number.POSITIVE_INFINITY;
    let high = 0;
    let movers = 0;
    for (let i = 0; i < rows.length; i++) {
      const row = rows[i];
      ids[i] = id[row];
      low = Math.min(low, ids[i]);
      high = Math.max(high, ids[i]);
      if (waitMinutes[row] !== NONE) minutes.add(waitMinutes[row]);
      else if (ids[i] < youngestWaiter) movers++;
    }
    return {
      spread: (high - low) / maxId,
      waves: wavesOf(ids, maxId),
      cohorts: minutes.size,
      movers: movers / rows.length,
    };
  };
}
