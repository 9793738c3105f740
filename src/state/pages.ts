/** Pages by the name they have in an address. */
export const pages = [
  'start',
  'leaks',
  'goroutines',
  'flame',
  'top',
  'callers',
  'graph',
  'labels',
  'overtime',
  'timeline',
  'report',
] as const;
export type Page = (typeof pages)[number];
