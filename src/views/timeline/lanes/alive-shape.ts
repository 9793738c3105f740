/** How live counts are asked for, everywhere alike, so that they are counted once. */
export const aliveShape = { buckets: 800, entries: [], limit: 80 } as const;
