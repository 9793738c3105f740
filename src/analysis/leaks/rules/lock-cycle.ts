import { hexAddress } from '../../addresses.ts';
import type { Rule } from '../rule.ts';
import { speaksFor } from '../weigh.ts';

export const lockCycle: Rule = {
  id: 'lock-cycle',
  pattern: 'Locks taken in opposite order',
  fix: 'Always take the locks in the same order, or guard both with one lock; never call out while holding one.',
  reference: 'https://en.wikipedia.org/wiki/Deadlock#Prevention',
  match: (site, { cycles }) => {
    for (const row of site.rows) {
      const cycle = cycles.get(row);
      if (cycle === undefined) continue;
      const locks = cycle.addresses.map(hexAddress);
      const text = `${locks.length} goroutines wait in a ring, each for a lock that the next one carries: ${locks.join(', ')}.`;
      if (!cycle.isExact)
        return { evidence: [speaksFor(24, `${text} Some of the argument words may be stale.`)] };
      // Two that call each other without nesting the locks look the same for a moment.
      const isLasting = (site.waitMinutes?.max ?? 0) >= 1 || (site.lives?.survivors ?? 0) > 0;
      return { isProof: isLasting, evidence: [speaksFor(60, text)] };
    }
    return null;
  },
};
