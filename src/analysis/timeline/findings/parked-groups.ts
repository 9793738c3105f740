import type { Pace } from '../../../base/pace.ts';
import { compareText } from '../../../base/strings.ts';
import type { Trace } from '../../../model/trace.ts';
import type { ParkedGroup } from '../figure-questions.ts';
import { lanesOf } from '../lanes.ts';
import { idsOf } from '../lookup.ts';
import { UNNAMED } from '../names.ts';
import { traceSites } from './trace-sites.ts';

/** Who never ran again, on what, since when, created by whom: by place, most numerous first. */
export async function parkedGroups(trace: Trace, pace: Pace): Promise<readonly ParkedGroup[]> {
  const { parked } = lanesOf(trace);
  const sites = (await traceSites(trace, pace)).filter(({ parked }) => parked > 0);
  return sites
    .map((site) => ({
      count: site.parked,
      state: site.state,
      wait: site.wait,
      isWaitInferred: site.isWaitInferred,
      function: site.function,
      root: site.root || UNNAMED,
      createdBy: site.createdBy,
      sinceNs: site.sinceNs <= 0 ? null : site.sinceNs,
      goroutineIds: idsOf(
        trace,
        site.members.filter((g) => parked.has(g)),
      ),
    }))
    .sort((a, b) => b.count - a.count || compareText(a.root, b.root) || compareText(a.function, b.function));
}
