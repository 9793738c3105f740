import { count } from '../../../base/figures.ts';
import { inClasses, isIn, typesOf } from '../frames.ts';
import type { Rule } from '../rule.ts';
import { speaksAgainst } from '../weigh.ts';

export const writerStarved: Rule = {
  id: 'writer-starved',
  pattern: 'Writer waiting for slow readers',
  fix: 'Keep the read section short: copy what is needed and unlock before slow work, or replace the whole value instead of locking it.',
  reference: 'https://pkg.go.dev/sync#RWMutex',
  match: (site, scene) => {
    if (site.waitClass !== 'lock' || !isIn(site, 'sync.(*RWMutex).Lock')) return null;
    const types = typesOf(site);
    let readers = 0;
    for (const type of types) readers += inClasses(scene.inType.get(type), ['cpu', 'io', 'syscall']);
    if (readers === 0) return null;
    return {
      evidence: [
        speaksAgainst(16, `${count(readers)} goroutines work inside ${types[0]}: the lock may be free soon.`),
      ],
    };
  },
};
