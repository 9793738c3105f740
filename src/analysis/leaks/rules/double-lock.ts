import { count } from '../../../base/figures.ts';
import { inClasses, isIn } from '../frames.ts';
import type { Rule } from '../rule.ts';
import { speaksFor } from '../weigh.ts';
import { twiceInside } from './recursive-read-lock.ts';

export const doubleLock: Rule = {
  id: 'double-lock',
  pattern: 'Lock taken twice',
  fix: 'A Mutex is not reentrant: unlock before calling a method that locks, or split off methods that expect the lock to be held.',
  reference: 'https://pkg.go.dev/sync#Mutex',
  match: (site, scene) => {
    if (site.waitClass !== 'lock' || isIn(site, 'sync.(*RWMutex).RLock')) return null;
    const type = twiceInside(site);
    if (type === null) return null;
    const others = inClasses(scene.inType.get(type), ['lock']) - site.count;
    const evidence = [
      speaksFor(8, `They wait for a lock inside two methods of ${type}: the outer one may hold it.`),
    ];
    // Of many, each would have to hold a lock of its own: nested methods are common, and prove nothing then.
    const isSame = site.addresses.length === 0 || site.addresses[0].waiters > 3;
    if (site.count <= 2 && others >= 3 && site.kinShare === null && isSame)
      evidence.push(
        speaksFor(40, `${count(others)} others wait for a lock inside ${type}: this is what they wait for.`),
      );
    return { evidence };
  },
};
