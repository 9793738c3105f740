import type { Finding, LeakReport } from './finding.ts';

/** What a condition of an ignore rule looks at. */
export const ignoreKinds = ['function', 'creator', 'wait', 'pattern'] as const;
export type IgnoreKind = (typeof ignoreKinds)[number];

export interface IgnoreCondition {
  readonly kind: IgnoreKind;
  /** A name, or a name with `*` for any text; the star of `(*T)` is just a star. */
  readonly value: string;
}

/** A line of an ignore file: all its conditions must hold. */
export interface IgnoreRule {
  /** One-based. */
  readonly line: number;
  readonly conditions: readonly IgnoreCondition[];
}

export interface IgnoreFile {
  readonly rules: readonly IgnoreRule[];
  readonly errors: readonly { readonly line: number; readonly text: string }[];
}

/**
 * Reads an ignore file. A rule a line, `#` begins a comment:
 *
 *     function main.(*Pool).worker
 *     creator net/http.(*Server).Serve, wait select
 *     wait IO wait
 *     pattern missing-sender
 *
 * Lines that cannot be read are errors; the others count.
 */
export function parseIgnore(text: string): IgnoreFile {
  const rules: IgnoreRule[] = [];
  const errors: { line: number; text: string }[] = [];
  text.split(/\r\n|\r|\n/).forEach((raw, index) => {
    const line = index + 1;
    const body = raw.replace(/(^|\s)#.*$/, '').trim();
    if (body === '') return;
    const conditions: IgnoreCondition[] = [];
    for (const part of body.split(', ')) {
      const condition = conditionOf(part.trim());
      if (typeof condition === 'string') {
        errors.push({ line, text: condition });
        return;
      }
      conditions.push(condition);
    }
    rules.push({ line, conditions });
  });
  return { rules, errors };
}

function conditionOf(text: string): IgnoreCondition | string {
  const space = text.search(/\s/);
  const word = space < 0 ? text : text.slice(0, space);
  const kind = ignoreKinds.find((one) => one === word);
  if (kind === undefined)
    return `expected function, creator, wait or pattern, then what to ignore; got "${text.slice(0, 60)}"`;
  const value = space < 0 ? '' : text.slice(space).trim();
  return value === '' ? `expected the ${kind} to ignore after "${kind}"` : { kind, value };
}

/** A line of an ignore file. */
export function formatIgnore(conditions: readonly IgnoreCondition[]): string {
  return conditions.map(({ kind, value }) => `${kind} ${value}`).join(', ');
}

type Judged = Pick<Finding, 'function' | 'createdBy' | 'wait' | 'state' | 'rule' | 'pattern'>;

/** Finds the first rule that a finding matches. */
export function ignorer(rules: readonly IgnoreRule[]): (finding: Judged) => IgnoreRule | null {
  const compiled = rules.map((rule) => ({
    rule,
    conditions: rule.conditions.map(({ kind, value }) => ({ kind, test: tester(value) })),
  }));
  return (finding) => {
    const hit = compiled.find(({ conditions }) =>
      conditions.every(({ kind, test }) => subjects(finding, kind).some(test)),
    );
    return hit?.rule ?? null;
  };
}

function subjects(finding: Judged, kind: IgnoreKind): readonly string[] {
  switch (kind) {
    case 'function':
      return [finding.function];
    case 'creator':
      return finding.createdBy === null ? [] : [finding.createdBy.function];
    case 'wait':
      return [finding.wait ?? finding.state];
    case 'pattern':
      return [finding.rule, finding.pattern];
  }
}

/** Stars match any text, in one pass: no pattern takes long. */
function tester(pattern: string): (text: string) => boolean {
  const parts = pattern.split(/(?<!\()\*/);
  if (parts.length === 1) return (text) => text === pattern;
  const first = parts[0];
  const last = parts[parts.length - 1];
  const middle = parts.slice(1, -1);
  return (text) => {
    if (text.length < first.length + last.length || !text.startsWith(first) || !text.endsWith(last))
      return false;
    let at = first.length;
    const end = text.length - last.length;
    for (const part of middle) {
      const found = text.indexOf(part, at);
      if (found < 0 || found + part.length > end) return false;
      at = found + part.length;
    }
    return true;
  };
}

/** Lines that could not be read, as a report tells them. */
export function ignoreNotices({ errors }: IgnoreFile): LeakReport['notices'] {
  return errors.map(({ line, text }) => ({
    doc: '',
    code: 'ignore-rule',
    text: `Ignore rules, line ${line}: ${text}.`,
  }));
}
