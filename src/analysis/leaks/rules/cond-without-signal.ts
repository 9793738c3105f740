import { count } from '../../../base/figures.ts';
import type { Rule } from '../rule.ts';
import type { Site } from '../site.ts';
import { speaksFor, type Weighed } from '../weigh.ts';

export const condWithoutSignal: Rule = {
  id: 'cond-without-signal',
  pattern: 'Cond that nobody signals',
  fix: 'Signal or Broadcast after every change of the state that is waited for, and Broadcast when shutting down.',
  reference: 'https://pkg.go.dev/sync#Cond',
  match: (site) => (site.waitClass === 'cond' ? { evidence: sameCond(site) } : null),
};

function sameCond({ addresses }: Site): Weighed[] {
  const cond = addresses.find(({ what }) => what === 'cond');
  return cond === undefined || cond.waiters < 3
    ? []
    : [speaksFor(2, `${count(cond.waiters)} wait for one Cond, ${cond.address}.`)];
}
