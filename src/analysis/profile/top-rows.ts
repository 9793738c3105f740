import { Pace } from '../../base/pace.ts';
import type { Profile } from '../../model/profile.ts';
import { filterSubject } from './filtered.ts';
import { choicesFromPprof, type PprofOptions } from './pprof-options.ts';
import { profileQuestion } from './question.ts';
import { subjectOf } from './subject.ts';
import { top } from './top.ts';

/** The top table as plain text, `name<tab>flat<tab>cum`, sorted: for tests that compare it with pprof's. */
export async function topRows(
  profile: Profile,
  base: { readonly profile: Profile; readonly mode: 'base' | 'diff_base' } | null,
  options: PprofOptions,
): Promise<{ readonly total: string; readonly rows: readonly string[] }> {
  const question = profileQuestion('after', {
    ...choicesFromPprof(options),
    base: base === null ? null : 'before',
    baseMode: base?.mode ?? 'base',
  });
  const filtered = filterSubject(subjectOf(profile, base?.profile ?? null, question), question);
  const table = await top(filtered, question, new Pace());
  const rows: string[] = [];
  for (let row = 0; row < table.length; row++) {
    if (table.isListed[row] === 0) continue;
    const exact = table.exact.get(row);
    rows.push(`${table.name[row]}\t${exact?.flat ?? table.flat[row]}\t${exact?.cum ?? table.cum[row]}`);
  }
  return { total: table.exactTotal ?? String(Math.trunc(table.grandTotal)), rows: rows.sort() };
}
