import { count } from '../../../base/figures.ts';
import { typesOf } from '../frames.ts';
import type { Rule, Scene } from '../rule.ts';
import type { Site } from '../site.ts';
import { speaksFor, type Weighed } from '../weigh.ts';

export const missingUnlock: Rule = {
  id: 'missing-unlock',
  pattern: 'Lock that is never released',
  fix: 'Unlock on every path, early returns and panics included: defer mu.Unlock() right after the lock.',
  reference: 'https://pkg.go.dev/sync#Mutex',
  match: (site, scene) =>
    site.waitClass === 'lock' ? { evidence: [...sameLock(site), ...nobodyInside(site, scene)] } : null,
};

function sameLock({ addresses, count: size }: Site): Weighed[] {
  const [first] = addresses;
  if (first === undefined || first.waiters < 3 || first.waiters < 0.8 * size) return [];
  return [
    speaksFor(
      Math.min(40, 2 + 10 * Math.log10(first.waiters)),
      `All wait for one lock, ${first.address}: ${count(first.waiters)} in a row, here and elsewhere.`,
    ),
  ];
}

/** Whoever took the lock is gone: no goroutine is in a method of the type, other than those that wait. */
function nobodyInside(site: Site, scene: Scene): Weighed[] {
  const [type] = typesOf(site);
  if (type === undefined) return [];
  let inside = 0;
  for (const [waitClass, goroutines] of scene.inType.get(type) ?? [])
    if (waitClass !== 'lock') inside += goroutines;
  return inside > 0
    ? []
    : [
        speaksFor(
          6,
          `No other goroutine is inside ${type}: whoever took the lock has left without unlocking.`,
        ),
      ];
}
