import { type Inferred, type NamedFrame, visibleWait } from './from-frames.ts';

/** One record of a debug=1 text: its hidden leading PCs, and its shown frames, leaf first. */
export interface HiddenRecord {
  readonly pcs: readonly number[];
  readonly shown: readonly NamedFrame[];
  readonly count: number;
}

/** PC distances between the parking place and the caller of a channel operation: one row per Go version and arch. */
interface Build {
  readonly send: number;
  readonly recv1: number;
  readonly recv2: number;
  readonly nilSend: number;
  readonly nilRecv1: number;
  readonly nilRecv2: number;
  /** selectgo's parking place minus block's. */
  readonly block: number;
}

const build = (text: string): Build => {
  const [send, recv1, recv2, nilSend, nilRecv1, nilRecv2, block] = text.split(' ').map(parseCell);
  return { send, recv1, recv2, nilSend, nilRecv1, nilRecv2, block };
};

function parseCell(text: string, column: number): number {
  return Number.parseInt(text, column === 6 ? 10 : 16);
}

/** Measured on two binaries for each version: amd64 1.19, 1.21 to 1.24, 1.26, 1.27, then arm64. */
const builds: readonly Build[] = [
  '44f 503 4c3 119 218 1d8 2000',
  '3ae 3fb 3db e3 187 167 1855',
  '396 3ed 3cd e3 187 167 1855',
  '396 44a 42a e3 1c7 1a7 1983',
  '3ae 473 453 f5 1d5 1b5 2129',
  '405 4dc 4bc 115 207 1e7 2751',
  '405 4dc 4bc 115 207 1e7 2737',
  '464 4b8 498 110 1e4 1c4 1748',
  '3dc 450 430 108 1dc 1bc 1576',
  '3c8 440 420 108 1dc 1bc 1588',
  '3c8 450 430 108 1d8 1b8 1692',
  '3d0 468 448 114 1e4 1c4 1764',
  '3f0 4ac 48c 134 208 1e8 2140',
  '3ec 4ac 48c 130 208 1e8 2140',
].map(build);

const running: Inferred = { state: 'runnable', wait: '' };
const waiting = (wait: string): Inferred => ({ state: 'waiting', wait });

/** States and waits of all records of one debug=1 text, parallel to `records`. */
export function inferFromHidden(records: readonly HiddenRecord[], hasOldLocks: boolean): Inferred[] {
  const park = parkingPlaces(records);
  const operations = records.filter((record) => isChannelOperation(record, park));
  const fitting = fittingBuild(operations);
  const hasBoth = fitting !== null && hasBothReceives(records, operations, fitting);
  const blocks = blockPlaces(records, park, fitting);
  const order = operationOrder(operations);
  return records.map((record) => {
    const early = inferVisible(record, park, hasOldLocks);
    if (early !== null) return early;
    if (record.pcs.length === 2) return waiting(blocks.has(record.pcs[1]) ? 'select (no cases)' : 'select');
    if (record.pcs.length >= 3) {
      const wait = channelWait(record, fitting, order);
      return {
        state: 'waiting',
        wait,
        isRange: wait.startsWith('chan receive') ? isRange(record, fitting, hasBoth) : false,
      };
    }
    return waiting('');
  });
}

/** What needs no distances: waits named by a shown frame, syscalls, and goroutines that are not parked at all. */
function inferVisible(
  record: HiddenRecord,
  park: ReadonlySet<number>,
  hasOldLocks: boolean,
): Inferred | null {
  const top = record.shown[0]?.name ?? '';
  if (top === 'os/signal.signal_recv') return { state: 'syscall', wait: '' };
  if (top.startsWith('runtime/pprof.')) return { state: 'running', wait: '' };
  const isParked = record.pcs.length > 0 && park.has(record.pcs[0]);
  if (!isParked) {
    if (/^(syscall\.|golang\.org\/x\/sys\/)/.test(top)) return { state: 'syscall', wait: '' };
    // The switch itself is hidden, below the yield of iter.Pull.
    if (record.pcs.length > 0 && top.startsWith('iter.Pull')) return waiting('coroutine');
    if (record.pcs.length === 0 && top.startsWith('runtime.coroswitch')) return waiting('coroutine');
    return running;
  }
  const visible = visibleWait(record.shown, 0, hasOldLocks);
  return visible === null ? null : waiting(visible);
}

/** PCs of gopark: known from records whose shown leaf can only be parked, else the commonest first PC. */
function parkingPlaces(records: readonly HiddenRecord[]): ReadonlySet<number> {
  const known = new Set<number>();
  const frequency = new Map<number, number>();
  for (const { pcs, shown, count } of records) {
    if (pcs.length === 0) continue;
    frequency.set(pcs[0], (frequency.get(pcs[0]) ?? 0) + count);
    const top = shown[0]?.name ?? '';
    if (top.endsWith('.runtime_pollWait') && pcs.length >= 2) known.add(pcs[0]);
    else if (top.includes('sync.runtime_Semacquire') || top === 'sync.runtime_notifyListWait')
      known.add(pcs[0]);
  }
  if (known.size > 0) return known;
  let best = 0;
  let bestPc = -1;
  for (const [pc, count] of frequency) {
    if (count <= best) continue;
    best = count;
    bestPc = pc;
  }
  return new Set([bestPc]);
}

/** Parked below user code with the channel operation and its caller hidden. */
function isChannelOperation({ pcs, shown }: HiddenRecord, park: ReadonlySet<number>): boolean {
  return pcs.length === 3 && park.has(pcs[0]) && visibleWait(shown, 0, false) === null;
}

/** The build that explains most distances; null if none explains any. */
function fittingBuild(operations: readonly HiddenRecord[]): Build | null {
  const distances = operations.map(({ pcs }) => pcs[1] - pcs[2]);
  let best: Build | null = null;
  let bestMatches = 0;
  for (const candidate of builds) {
    let matches = 0;
    for (const distance of distances) if (waitAtDistance(candidate, distance) !== null) matches++;
    if (matches <= bestMatches) continue;
    best = candidate;
    bestMatches = matches;
  }
  return best;
}

function waitAtDistance(at: Build, distance: number): string | null {
  switch (distance) {
    case at.send:
      return 'chan send';
    case at.recv1:
    case at.recv2:
      return 'chan receive';
    case at.nilSend:
      return 'chan send (nil chan)';
    case at.nilRecv1:
    case at.nilRecv2:
      return 'chan receive (nil chan)';
    default:
      return null;
  }
}

/**
 * Whether chanrecv2 is in the program, which only a range over a channel, or a receive with `ok`, links. Without it
 * chanrecv1 stands in its place, at its distance. It is there where another receive has chanrecv1's own distance, and
 * in whatever serves HTTP: net/http needs it.
 */
function hasBothReceives(
  records: readonly HiddenRecord[],
  operations: readonly HiddenRecord[],
  { recv1, nilRecv1 }: Build,
): boolean {
  const isOwn = (distance: number): boolean => distance === recv1 || distance === nilRecv1;
  if (operations.some(({ pcs }) => isOwn(pcs[1] - pcs[2]))) return true;
  return records.some(({ shown }) => shown.some(({ name }) => name.startsWith('net/http.')));
}

/** By the distance of the build; null if it is not known. */
function isRange({ pcs }: HiddenRecord, fitting: Build | null, hasBoth: boolean): boolean | null {
  if (fitting === null) return null;
  const distance = pcs[1] - pcs[2];
  if (distance === fitting.recv2 || distance === fitting.nilRecv2) return hasBoth ? true : null;
  return distance === fitting.recv1 || distance === fitting.nilRecv1 ? false : null;
}

/** First address of the receiving code, by order: chansend1 < chansend < chanrecv1, chanrecv2 < chanrecv. */
function operationOrder(operations: readonly HiddenRecord[]): number {
  const places = [...new Set(operations.map(({ pcs }) => pcs[2]))].sort((a, b) => a - b);
  const chansend = 0x400;
  if (places.length > 1 && places[places.length - 1] - places[0] > chansend)
    return places.find((place) => place - places[0] > chansend) ?? 0;
  return 0;
}

function channelWait(record: HiddenRecord, fitting: Build | null, receivesFrom: number): string {
  const distance = record.pcs[1] - record.pcs[2];
  const exact = fitting === null ? null : waitAtDistance(fitting, distance);
  if (exact !== null) return exact;
  const nil = distance < 0x280 ? ' (nil chan)' : '';
  return `${record.pcs[2] < receivesFrom ? 'chan send' : 'chan receive'}${nil}`;
}

/** Parking places of `select {}`: those that lie below another two-PC record's by the build's own distance. */
function blockPlaces(
  records: readonly HiddenRecord[],
  park: ReadonlySet<number>,
  fitting: Build | null,
): ReadonlySet<number> {
  const places = new Set<number>();
  for (const { pcs, shown } of records) {
    if (pcs.length !== 2 || !park.has(pcs[0]) || visibleWait(shown, 0, false) !== null) continue;
    places.add(pcs[1]);
  }
  const blocks = new Set<number>();
  for (const low of places) {
    for (const high of places) {
      const distance = high - low;
      if (distance <= 0 || distance > 16_000) continue;
      if (fitting === null ? distance > 0x400 : Math.abs(distance - fitting.block) < 64) blocks.add(low);
    }
  }
  return blocks;
}
