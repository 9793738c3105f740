import type { Rule } from '../rule.ts';
import type { Site } from '../site.ts';
import { speaksFor, type Weighed } from '../weigh.ts';

export const loopWithoutExit: Rule = {
  id: 'loop-without-exit',
  pattern: 'Ticker, timer or polling loop without an exit',
  fix: 'Give the loop a case that ends it (ctx.Done(), a stop channel), and stop the ticker: since Go 1.23 an unstopped Ticker is collected, the goroutine that ranges over it is not. Use one Ticker instead of time.After in a loop.',
  reference: 'https://go.dev/doc/go1.23#timer-changes',
  match: (site) => {
    const evidence = [...wakes(site), ...sleepsAtRoot(site)];
    return evidence.length === 0 ? null : { evidence };
  },
};

/** Old by their ids, but not waiting for long: they wake and park again. */
function wakes({ ages, count, waitClass }: Site): Weighed[] {
  if (ages === null || count < 5 || ages.movers < 0.5 || ages.spread < 0.3 || ages.waves < 3) return [];
  if (waitClass !== 'select' && waitClass !== 'receive' && waitClass !== 'sleep') return [];
  return [
    speaksFor(
      10,
      'They are old by their ids, yet wake now and then, and park here again: a loop that nothing ends.',
    ),
  ];
}

/** A goroutine that does nothing but sleep and look. */
function sleepsAtRoot({ waitClass, root, function: name, count }: Site): Weighed[] {
  return waitClass === 'sleep' && root === name && count >= 10
    ? [speaksFor(12, 'They sleep in the very function they started in, many of a kind: polling loops.')]
    : [];
}
