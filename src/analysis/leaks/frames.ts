import type { WaitClass } from '../waits/wait-class.ts';
import { receiverOf } from './companions.ts';
import type { Scene, Waiting } from './rule.ts';
import type { Site } from './site.ts';

/** True if any function of the stack is `name`, or matches it. */
export function isIn(site: Site, name: string | RegExp): boolean {
  return site.stack.some((line) =>
    typeof name === 'string' ? line.function === name : name.test(line.function),
  );
}

type Pass = (site: Site) => boolean;
const totals = new WeakMap<Scene, Map<Pass, number>>();

/** Goroutines of all sites that pass; worked out once for a scene. `pass` must be one and the same function. */
export function countOf(scene: Scene, pass: Pass): number {
  const known = totals.get(scene) ?? new Map<Pass, number>();
  totals.set(scene, known);
  const before = known.get(pass);
  if (before !== undefined) return before;
  let count = 0;
  for (const site of scene.sites) if (pass(site)) count += site.count;
  known.set(pass, count);
  return count;
}

/** Receiver types of your code on the stack, leaf first: 'main.(*registry)'. */
export function typesOf({ stack }: Site): string[] {
  const types: string[] = [];
  for (const { function: name, origin } of stack) {
    const type = origin === 'user' || origin === 'vendor' ? receiverOf(name) : null;
    if (type !== null && !types.includes(type)) types.push(type);
  }
  return types;
}

/** Goroutines of `waiting` in any of the classes. */
export function inClasses(waiting: Waiting | undefined, classes: readonly WaitClass[]): number {
  let count = 0;
  for (const one of classes) count += waiting?.get(one) ?? 0;
  return count;
}

/** True if it has more goroutines than in the first snapshot, and the last interval added some. */
export function isGrowing({ counts }: Site): boolean {
  const last = counts[counts.length - 1];
  return counts.length >= 2 && last > counts[0] && last > counts[counts.length - 2];
}

/** True if ids are known and none ended or went on. */
export function noneLeft({ lives }: Site): boolean {
  return lives !== null && [...lives.deaths, ...lives.moves].every((n) => n === 0);
}

export function waitsToRead({ wait, stack }: Site): boolean {
  return (
    wait?.startsWith('sync.RWMutex.RLock') === true ||
    stack.some((line) => line.function === 'sync.(*RWMutex).RLock')
  );
}

export function waitsToWrite({ wait, stack }: Site): boolean {
  return (
    wait?.startsWith('sync.RWMutex.Lock') === true ||
    stack.some((line) => line.function === 'sync.(*RWMutex).Lock')
  );
}
