import { count } from '../../../base/figures.ts';
import type { Rule, Scene } from '../rule.ts';
import type { Site } from '../site.ts';
import { speaksAgainst, speaksFor, type Weighed } from '../weigh.ts';
import { childrenOf } from './waitgroup-and-channel.ts';

export const waitgroupNeverDone: Rule = {
  id: 'waitgroup-never-done',
  pattern: 'WaitGroup that is never done',
  fix: 'Make defer wg.Done() the first line of each goroutine (or start it with wg.Go, Go 1.25), and Add exactly as many as are started, before they start.',
  reference: 'https://pkg.go.dev/sync#WaitGroup',
  match: (site, scene) => (site.waitClass === 'waitgroup' ? { evidence: children(site, scene) } : null),
};

function children(site: Site, scene: Scene): Weighed[] {
  if (scene.createdBy.size === 0) return [];
  const [child] = childrenOf(site, scene);
  if (child === undefined)
    return [speaksFor(10, 'No goroutine that they started is left: nobody will call Done.')];
  return [
    speaksAgainst(
      2,
      `${count(child.count)} goroutines that they started are at ${child.function}: they may call Done.`,
    ),
  ];
}
