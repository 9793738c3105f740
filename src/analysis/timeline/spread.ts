import type { Spread } from './question.ts';

export const noSpread: Spread = { n: 0, total: 0, min: 0, mean: 0, p50: 0, p95: 0, p99: 0, max: 0 };

/** Count, total and percentiles (nearest rank) of durations. Sorts `values`. */
export function spreadOf(values: Float64Array): Spread {
  const n = values.length;
  if (n === 0) return noSpread;
  values.sort();
  let total = 0;
  for (let i = 0; i < n; i++) total += values[i];
  const rank = (share: number): number => values[Math.max(0, Math.ceil(share * n) - 1)];
  return {
    n,
    total,
    min: values[0],
    mean: total / n,
    p50: rank(0.5),
    p95: rank(0.95),
    p99: rank(0.99),
    max: values[n - 1],
  };
}
