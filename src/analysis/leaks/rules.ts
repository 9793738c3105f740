import { condWithoutSignal } from './rules/cond-without-signal.ts';
import { emptySelect } from './rules/empty-select.ts';
import { missingReceiver } from './rules/missing-receiver.ts';
import { missingSender } from './rules/missing-sender.ts';
import { missingUnlock } from './rules/missing-unlock.ts';
import { neverEnds } from './rules/never-ends.ts';
import { nilChannel } from './rules/nil-channel.ts';
import type { Match, Rule, Scene } from './rules/rule.ts';
import { selectWithoutExit } from './rules/select-without-exit.ts';
import { waitgroupNeverDone } from './rules/waitgroup-never-done.ts';
import type { Site } from './site.ts';

/** By precedence: what proves, what knows a library, what knows a structure, what knows only the wait. */
const rules: readonly Rule[] = [
  nilChannel,
  emptySelect,
  missingReceiver,
  missingSender,
  selectWithoutExit,
  missingUnlock,
  waitgroupNeverDone,
  condWithoutSignal,
  neverEnds,
];

/** The first rule that matches; the last one matches every site. */
export function ruleFor(site: Site, scene: Scene): { readonly rule: Rule; readonly match: Match } {
  for (const rule of rules) {
    const match = rule.match(site, scene);
    if (match !== null) return { rule, match };
  }
  return { rule: neverEnds, match: { evidence: [] } };
}
