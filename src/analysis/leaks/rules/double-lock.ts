import { isIn } from '../frames.ts';
import type { Rule } from '../rule.ts';
import { speaksFor } from '../weigh.ts';
import { twiceInside } from './recursive-read-lock.ts';

export const doubleLock: Rule = {
  id: 'double-lock',
  pattern: 'Lock taken twice',
  fix: 'A Mutex is not reentrant: unlock before calling a method that locks, or split off methods that expect the lock to be held.',
  reference: 'https://pkg.go.dev/sync#Mutex',
  match: (site) => {
    if (site.waitClass !== 'lock' || isIn(site, 'sync.(*RWMutex).RLock')) return null;
    const type = twiceInside(site);
    return type === null
      ? null
      : {
          evidence: [
            speaksFor(8, `They wait for a lock inside two methods of ${type}: the outer one may hold it.`),
          ],
        };
  },
};
