import type { Finding, LeakReport } from './finding.ts';

/** Harmless groups that grew are listed beyond the limit: growth is never hidden. */
const grownListed = 50;

type Counted = Pick<Finding, 'counts' | 'unit'>;

interface Listed<T> extends Pick<LeakReport, 'harmless' | 'unlisted'> {
  readonly findings: readonly T[];
  readonly benign: readonly T[];
}

/** The part of a report that is listed, and what is not, in numbers. `findings` and `benign` are in their order. */
export function listed<T extends Counted>(
  findings: readonly T[],
  benign: readonly T[],
  limit = Number.POSITIVE_INFINITY,
): Listed<T> {
  const beyond = findings.slice(limit);
  const rest = benign.slice(limit);
  const grown = rest
    .filter((group) => grownBy(group) > 0)
    .sort((a, b) => grownBy(b) - grownBy(a))
    .slice(0, grownListed);
  return {
    findings: findings.slice(0, limit),
    benign: [...benign.slice(0, limit), ...grown],
    harmless: { groups: benign.length, goroutines: goroutinesIn(benign) },
    unlisted: { findings: beyond.length, goroutines: goroutinesIn(beyond) },
  };
}

function grownBy({ counts }: Counted): number {
  return (counts[counts.length - 1] ?? 0) - (counts[0] ?? 0);
}

function goroutinesIn(groups: readonly Counted[]): number {
  let sum = 0;
  for (const { counts, unit } of groups) if (unit === 'goroutines') sum += counts[counts.length - 1] ?? 0;
  return sum;
}
