import type { Finding } from '../../analysis/leaks/finding.ts';

export interface IgnoreChoice {
  readonly rule: string;
  readonly title: string;
}

/** Lines of an ignore file that match a finding, the narrowest first. */
export function ignoreRules(finding: Finding): readonly IgnoreChoice[] {
  const rules: IgnoreChoice[] = [{ rule: `function ${finding.function}`, title: 'This function' }];
  if (finding.createdBy !== null)
    rules.push({ rule: `creator ${finding.createdBy.function}`, title: 'Whatever this creates' });
  if (finding.wait !== null) rules.push({ rule: `wait ${finding.wait}`, title: 'Every such wait' });
  rules.push({ rule: `pattern ${finding.rule}`, title: 'This whole pattern' });
  return rules;
}
