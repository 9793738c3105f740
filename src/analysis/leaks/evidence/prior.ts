import type { WaitClass } from '../../waits/wait-class.ts';
import type { Site } from '../site.ts';
import { speaksAgainst, speaksFor, type Weighed } from '../weigh.ts';

const classPoints: Readonly<Record<WaitClass, number>> = {
  send: 15,
  forever: 15,
  receive: 8,
  lock: 12,
  waitgroup: 12,
  cond: 8,
  coroutine: 8,
  select: 4,
  semaphore: 4,
  sleep: 0,
  other: -10,
  io: -8,
  syscall: -10,
  cpu: -30,
  system: -60,
};

/** What the wait, the runtime and the kind of goroutine say by themselves. */
export function prior(site: Site): Weighed[] {
  const evidence: Weighed[] = [];
  const points = classPoints[site.waitClass];
  const wait = site.wait ?? site.state;
  if (points > 0) evidence.push(speaksFor(points, `Waits in ${wait}: only another goroutine can wake it.`));
  if (points < 0) evidence.push(speaksAgainst(-points, `Is in ${wait}, which ends without help.`));
  if (site.leaked > 0)
    evidence.push(
      speaksFor(
        60,
        `The runtime itself calls ${site.leaked} of them leaked: nothing that lives can reach what they wait for.`,
      ),
    );
  if (site.harmless !== null)
    evidence.push(
      speaksAgainst(site.harmless.kind === 'system' ? 200 : 45, `Harmless by nature: ${site.harmless.why}.`),
    );
  return evidence;
}
