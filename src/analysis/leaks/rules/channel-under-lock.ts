import { count } from '../../../base/figures.ts';
import { inClasses, typesOf } from '../frames.ts';
import type { Rule } from '../rule.ts';
import { speaksFor } from '../weigh.ts';

const onChannel = ['send', 'receive', 'forever'] as const;

export const channelUnderLock: Rule = {
  id: 'channel-under-lock',
  pattern: 'Channel operation under a lock',
  fix: 'Do not send or receive while holding the lock: copy what is needed, unlock, then use the channel; or select with a default.',
  reference: 'https://go.dev/ref/mem#chan',
  match: (site, scene) => {
    if (site.waitClass !== 'lock') return null;
    // The type whose lock it is: the method nearest to the lock.
    for (const type of typesOf(site).slice(0, 1)) {
      const holders = inClasses(scene.inType.get(type), onChannel);
      // Many on the channel are no holders of one lock: they are a leak of their own.
      if (holders === 0 || holders > Math.max(2, site.count)) continue;
      const who = holders === 1 ? 'One goroutine waits' : `${count(holders)} goroutines wait`;
      return {
        evidence: [speaksFor(10, `${who} on a channel inside ${type}, and may hold the lock meanwhile.`)],
      };
    }
    return null;
  },
};
