const minuteMs = 60_000;

/** Theil–Sen slope per minute: the median of the slopes of all pairs. Null with fewer than two different times. */
export function growthPerMinute(
  counts: readonly number[],
  timesMs: readonly (number | null)[],
): number | null {
  const slopes: number[] = [];
  for (let i = 0; i < counts.length; i++) {
    const from = timesMs[i];
    for (let j = i + 1; j < counts.length; j++) {
      const to = timesMs[j];
      if (from === null || to === null || to <= from) continue;
      slopes.push(((counts[j] - counts[i]) / (to - from)) * minuteMs);
    }
  }
  if (slopes.length === 0) return null;
  slopes.sort((a, b) => a - b);
  const middle = slopes.length >> 1;
  return slopes.length % 2 === 1 ? slopes[middle] : (slopes[middle - 1] + slopes[middle]) / 2;
}

/** Minutes until the last count has doubled at this growth; null if it does not grow. */
export function doublingMinutes(count: number, perMinute: number | null): number | null {
  return perMinute === null || perMinute <= 0 || count <= 0 ? null : count / perMinute;
}
