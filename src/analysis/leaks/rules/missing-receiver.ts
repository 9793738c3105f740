import { packageOf } from '../../names.ts';
import { inClasses } from '../frames.ts';
import type { Rule, Scene } from '../rule.ts';
import type { Site } from '../site.ts';
import { speaksFor, type Weighed } from '../weigh.ts';

export const missingReceiver: Rule = {
  id: 'missing-receiver',
  pattern: 'Sender without a receiver',
  fix: 'Keep a receiver until the last send, give the channel room for every send, or select on ctx.Done() beside the send.',
  reference: 'https://go.dev/ref/spec#Send_statements',
  match: (site, scene) =>
    site.waitClass === 'send'
      ? { evidence: [...noPartner(site, scene, 'receives'), ...channels(site)] }
      : null,
};

/** No goroutine of the package waits on the other side of a channel. */
export function noPartner(site: Site, scene: Scene, verb: 'sends' | 'receives'): Weighed[] {
  const pack = packageOf(site.function);
  const partners = inClasses(scene.inPackage.get(pack), [
    'select',
    'cpu',
    verb === 'sends' ? 'send' : 'receive',
  ]);
  return partners > 0 ? [] : [speaksFor(3, `No other goroutine of package ${pack} ${verb} at this moment.`)];
}

/** Heap and stacks lie far above the data segment, which holds what global variables point to. */
const dataSegmentEnd = 0x4000_0000;

/** What the channel addresses of SIGQUIT and fatal dumps tell. */
export function channels({ addresses, count: size }: Site): Weighed[] {
  const exact = addresses.filter(({ what, isExact }) => what === 'channel' && isExact);
  const [first] = exact;
  if (first === undefined) return [];
  if (first.waiters >= 2 && first.waiters >= 0.8 * size)
    return [
      speaksFor(
        4,
        `All wait on one channel, ${first.address}${Number(first.address) < dataSegmentEnd ? ', a global one, which the runtime never calls leaked' : ''}.`,
      ),
    ];
  return exact.length >= Math.min(size, 3) && first.waiters === 1
    ? [speaksFor(6, 'Each waits on a channel of its own.')]
    : [];
}
