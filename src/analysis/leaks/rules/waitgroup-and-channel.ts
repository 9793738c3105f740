import { count } from '../../../base/figures.ts';
import type { Rule, Scene } from '../rule.ts';
import type { Site } from '../site.ts';
import { speaksFor } from '../weigh.ts';

export const waitgroupAndChannel: Rule = {
  id: 'waitgroup-and-channel',
  pattern: 'WaitGroup whose goroutines wait on a channel',
  fix: 'Drain or close the channel before Wait, or call Wait in a goroutine of its own that closes the channel afterwards.',
  reference: 'https://pkg.go.dev/sync#WaitGroup.Wait',
  match: (site, scene) => {
    if (site.waitClass !== 'waitgroup') return null;
    const [child] = childrenOf(site, scene).filter(
      ({ waitClass }) => waitClass === 'send' || waitClass === 'receive',
    );
    if (child === undefined) return null;
    const text = `They wait for goroutines of their own, of which ${count(child.count)} are in ${child.wait ?? child.state} at ${child.function}: look there first.`;
    return { evidence: [speaksFor(4, text)] };
  },
};

/** The largest sites created by a function on the stack, most goroutines first. Needs a form with creators. */
export function childrenOf(site: Site, scene: Scene): Site[] {
  if (scene.createdBy.size === 0) return [];
  const children = new Set<Site>();
  for (const { function: name } of site.stack)
    for (const child of scene.createdBy.get(name) ?? []) if (child !== site) children.add(child);
  return [...children].sort((a, b) => b.count - a.count);
}
