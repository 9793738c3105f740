import type { MemStats, Profile } from '../../model/profile.ts';
import type { MemStatRow } from './answers.ts';

interface Figure {
  readonly key: string;
  readonly title: string;
  readonly unit: MemStatRow['unit'];
  /** null if the figure is not there. */
  readonly value: (read: (key: string) => string | null) => number | null;
}

const plain =
  (key: string) =>
  (read: (key: string) => string | null): number | null => {
    const text = read(key);
    const value = text === null ? Number.NaN : Number(text.split(' ')[0]);
    return Number.isFinite(value) ? value : null;
  };

const figures: readonly Figure[] = [
  { key: 'HeapInuse', title: 'heap in use, in whole spans', unit: 'bytes', value: plain('HeapInuse') },
  {
    key: 'HeapAlloc',
    title: 'live objects, and dead ones not yet swept',
    unit: 'bytes',
    value: plain('HeapAlloc'),
  },
  { key: 'HeapObjects', title: 'objects in the heap', unit: 'count', value: plain('HeapObjects') },
  { key: 'HeapSys', title: 'heap address space from the OS', unit: 'bytes', value: plain('HeapSys') },
  { key: 'HeapIdle', title: 'heap spans without objects', unit: 'bytes', value: plain('HeapIdle') },
  { key: 'HeapReleased', title: 'returned to the OS', unit: 'bytes', value: plain('HeapReleased') },
  { key: 'Stack', title: 'stacks in use', unit: 'bytes', value: plain('Stack') },
  { key: 'Sys', title: 'all memory from the OS', unit: 'bytes', value: plain('Sys') },
  { key: 'MaxRSS', title: 'largest resident size so far', unit: 'bytes', value: plain('MaxRSS') },
  { key: 'TotalAlloc', title: 'allocated since the start', unit: 'bytes', value: plain('TotalAlloc') },
  { key: 'Mallocs', title: 'allocations since the start', unit: 'count', value: plain('Mallocs') },
  { key: 'Frees', title: 'frees since the start', unit: 'count', value: plain('Frees') },
  { key: 'NextGC', title: 'heap size of the next collection', unit: 'bytes', value: plain('NextGC') },
  { key: 'NumGC', title: 'collections', unit: 'count', value: plain('NumGC') },
  { key: 'LastGC', title: 'end of the last collection', unit: 'time', value: lastCollectionMs },
  { key: 'LastPause', title: 'last pause', unit: 'nanoseconds', value: (read) => pauses(read)[0] ?? null },
  {
    key: 'MaxPause',
    title: 'longest of the last 256 pauses',
    unit: 'nanoseconds',
    value: (read) => (pauses(read).length === 0 ? null : Math.max(...pauses(read))),
  },
  {
    key: 'GCCPUFraction',
    title: 'share of CPU time spent on collections',
    unit: 'fraction',
    value: plain('GCCPUFraction'),
  },
];

/** The figures of debug=1 heap profiles side by side; figures that none of them has are left out. */
export function memStatRows(profiles: readonly Profile[]): readonly MemStatRow[] {
  return figures
    .map(({ key, title, unit, value }) => ({
      key,
      title,
      unit,
      values: profiles.map(({ memStats }) => (memStats === null ? null : value(readerOf(memStats)))),
    }))
    .filter(({ values }) => values.some((one) => one !== null));
}

function readerOf({ entries }: MemStats): (key: string) => string | null {
  return (key) => entries.find((entry) => entry.key === key)?.value ?? null;
}

/** Milliseconds since 1970. */
function lastCollectionMs(read: (key: string) => string | null): number | null {
  const text = read('LastGC');
  return text !== null && /^[1-9]\d{15,19}$/.test(text) ? Number(BigInt(text) / 1_000_000n) : null;
}

/** Pauses of the last collections (at most 256), newest first. The runtime keeps them in a ring. */
function pauses(read: (key: string) => string | null): readonly number[] {
  const ring = (read('PauseNs') ?? '').match(/\d+/g)?.map(Number) ?? [];
  const collections = Number(read('NumGC') ?? Number.NaN);
  if (ring.length === 0 || !Number.isInteger(collections)) return [];
  const length = Math.min(collections, ring.length);
  return Array.from({ length }, (_, i) => ring[(collections - 1 - i) % ring.length]);
}
