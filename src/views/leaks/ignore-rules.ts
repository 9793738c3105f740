import type { Finding } from '../../analysis/leaks/finding.ts';
import { formatIgnore, type IgnoreKind } from '../../analysis/leaks/ignore.ts';

export interface IgnoreChoice {
  readonly rule: string;
  readonly title: string;
}

/** Lines of an ignore file that match a finding, the narrowest first. */
export function ignoreRules(finding: Finding): readonly IgnoreChoice[] {
  const choice = (title: string, kind: IgnoreKind, value: string): IgnoreChoice => ({
    rule: formatIgnore([{ kind, value }]),
    title,
  });
  const { createdBy, wait } = finding;
  const rules = [choice('This function', 'function', finding.function)];
  if (createdBy !== null) rules.push(choice('Whatever this creates', 'creator', createdBy.function));
  if (wait !== null) rules.push(choice('Every such wait', 'wait', wait));
  rules.push(choice('This whole pattern', 'pattern', finding.rule));
  return rules;
}
