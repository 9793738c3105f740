import { count } from '../../../base/figures.ts';
import { receiverOf } from '../companions.ts';
import { waitsToRead } from '../frames.ts';
import type { Rule } from '../rule.ts';
import type { Site } from '../site.ts';
import { speaksFor } from '../weigh.ts';

export const recursiveReadLock: Rule = {
  id: 'recursive-read-lock',
  pattern: 'Read lock taken twice',
  fix: 'Never RLock again what a caller holds: a writer that waits in between blocks both for ever. Split off methods that expect the lock to be held.',
  reference: 'https://pkg.go.dev/sync#RWMutex',
  match: (site, scene) => {
    if (!waitsToRead(site)) return null;
    const type = twiceInside(site);
    if (type === null) return null;
    const writers = scene.writers.get(type) ?? 0;
    if (writers === 0) return null;
    const text = `They wait for a read lock inside two methods of ${type}, while ${count(writers)} wait to write: the inner RLock waits for the writer, the writer for the outer one.`;
    return { evidence: [speaksFor(34, text)] };
  },
};

/** The receiver type of which two different methods are on the stack: the outer may hold what the inner waits for. */
export function twiceInside({ stack }: Site): string | null {
  const methods = new Map<string, string>();
  for (const { function: name, origin } of stack) {
    const type = origin === 'user' || origin === 'vendor' ? receiverOf(name) : null;
    if (type === null) continue;
    const before = methods.get(type);
    if (before !== undefined && before !== name) return type;
    methods.set(type, name);
  }
  return null;
}
