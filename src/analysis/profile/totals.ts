import type { Profile } from '../../model/profile.ts';
import type { Filtered } from './filtered.ts';
import { pprofCommand } from './pprof-command.ts';
import type { ProfileQuestion, ProfileTotals } from './question.ts';
import { comparisonWarnings } from './warnings.ts';
import { sumsOf } from './weigh.ts';

const minuteMs = 60_000;

/** What every answer says about its numbers; `report` is the pprof flag that shows the same. */
export function totalsOf(filtered: Filtered, question: ProfileQuestion, report: string): ProfileTotals {
  const { profile, base, valueType } = filtered.subject;
  const { grandTotal, before, after, filteredOut } = sumsOf(filtered, question);
  const ratio = 1 / question.divideBy;
  return {
    valueType,
    grandTotal: grandTotal * ratio,
    before: before * ratio,
    after: after * ratio,
    filteredOut: filteredOut * ratio,
    warnings: base === null ? [] : comparisonWarnings(profile, base, valueType.type),
    minutesApart: base === null ? null : minutesBetween(base, profile),
    command: pprofCommand(profile, base, question, report),
  };
}

/** Only capture times count: the date of a file tells when it was copied. */
function minutesBetween(base: Profile, profile: Profile): number | null {
  const [from, to] = [base.origin, profile.origin];
  if (from.timeFrom !== 'capture' || to.timeFrom !== 'capture') return null;
  if (from.timeMs === null || to.timeMs === null || from.timeMs === to.timeMs) return null;
  return (to.timeMs - from.timeMs) / minuteMs;
}
