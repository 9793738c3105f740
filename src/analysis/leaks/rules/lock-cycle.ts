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
      const [a, b] = cycle.addresses.map(hexAddress);
      const text = `Two goroutines wait for each other: one holds ${b} and waits for ${a}, the other holds ${a} and waits for ${b}.`;
      return cycle.isExact
        ? { isProof: true, evidence: [speaksFor(60, text)] }
        : { evidence: [speaksFor(24, `${text} Some of the argument words may be stale.`)] };
    }
    return null;
  },
};
