import { count } from '../../../base/figures.ts';
import type { WaitClass } from '../../waits/wait-class.ts';
import type { Site } from '../site.ts';
import { excuses, speaksAgainst, speaksFor, type Weighed } from '../weigh.ts';

interface Prior {
  readonly points: number;
  readonly text: string;
}

const needsAnother = 'only another goroutine can wake them';

const priors: Readonly<Record<WaitClass, Prior>> = {
  send: {
    points: 18,
    text: `Waiting to send: ${needsAnother}, and healthy code seldom waits here for long.`,
  },
  lock: { points: 15, text: 'Waiting for a lock: whoever holds it has not let go.' },
  waitgroup: { points: 15, text: `Waiting for a WaitGroup: ${needsAnother}.` },
  forever: { points: 15, text: 'Nothing can end this wait.' },
  receive: { points: 8, text: `Waiting to receive: ${needsAnother}.` },
  cond: { points: 8, text: `Waiting for a Cond: ${needsAnother}.` },
  coroutine: { points: 8, text: 'A coroutine that waits for its next or stop.' },
  select: { points: 4, text: 'Waiting in a select: a timer or another goroutine may end it.' },
  semaphore: { points: 0, text: 'Waiting for a semaphore of the runtime.' },
  sleep: { points: 0, text: 'Sleeping: a timer will wake them.' },
  other: { points: -8, text: 'In a wait of the runtime, which ends by itself.' },
  io: { points: -8, text: 'Waiting for the network or a file: the other side may still answer.' },
  syscall: { points: -10, text: 'In a system call or in C code, which the runtime cannot see into.' },
  cpu: { points: -12, text: 'Running or ready to run: not parked at all.' },
  system: { points: -60, text: 'A wait of the runtime itself.' },
};

/** What a harmless kind weighs. Real growth of an idle kind overrides it; demand is capped besides. */
const harmlessPoints = { system: 300, idle: 45, demand: 45, request: 20 } as const;

/** A request blocked on its fellows is hardly better than any other goroutine. */
const stuckRequestPoints = 8;

const needsFellows: ReadonlySet<WaitClass> = new Set(['send', 'lock', 'waitgroup', 'cond', 'forever']);

/** What the wait, the runtime and the kind of goroutine say by themselves. */
export function prior(site: Site): Weighed[] {
  const evidence: Weighed[] = [];
  const { points, text } = priors[site.waitClass];
  if (points > 0) evidence.push(speaksFor(points, text));
  else evidence.push(speaksAgainst(-points, text));
  if (site.leaked > 0) {
    const all = site.leaked >= site.count ? 'them all' : `${count(site.leaked)} of them`;
    evidence.push(
      speaksFor(60, `The runtime calls ${all} leaked: nothing alive can reach what they wait for.`),
    );
  }
  return evidence;
}

/** Why it may be no leak though it looks like one: harmless kinds, connections, parents that still wait. */
export function innocence(site: Site): Weighed[] {
  const { harmless, companionOf, parents, waitClass, kinShare } = site;
  const evidence: Weighed[] = [];
  if (harmless !== null) {
    const isStuck = harmless.kind === 'request' && needsFellows.has(waitClass);
    evidence.push(
      excuses(isStuck ? stuckRequestPoints : harmlessPoints[harmless.kind], sentence(harmless.why)),
    );
  }
  if (kinShare !== null && kinShare < 0.9)
    evidence.push(
      excuses(
        30 * (1 - kinShare),
        `Only ${Math.max(1, Math.round(100 * kinShare))} % of those that read such connections are here: the others go on.`,
      ),
    );
  if (companionOf !== null)
    evidence.push(
      excuses(20, `As many as there are goroutines in ${companionOf}: one for each connection or request.`),
    );
  if (harmless === null && parents !== null && isStructured(site))
    evidence.push(
      parents.harmless !== null
        ? excuses(
            25,
            `Their creators still run ${parents.function}, and those are harmless: ${parents.harmless.why}.`,
          )
        : excuses(8, `Their creators still run ${parents.function}: look there first, they may end with it.`),
    );
  return evidence;
}

/** Each belongs to a creator that is still at work, and there are several of those. */
export function isStructured({ parents, count: size }: Site): boolean {
  if (parents === null || parents.count < 3 || parents.count * 64 < size) return false;
  return parents.share === null ? parents.count >= 0.8 * size : parents.share >= 0.8;
}

function sentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}
