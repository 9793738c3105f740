import type { Finding, LeakReport } from '../../analysis/leaks/finding.ts';
import { count } from '../parts/figures.ts';

/** Findings for an issue or a chat. Stacks stand in fences longer than any run of backticks in them. */
export function leakMarkdown(report: LeakReport): string {
  const totals = report.snapshots.map(({ total }) => count(total)).join(' → ');
  const head = `**${totals} goroutines**${report.program === null ? '' : ` · ${report.program}`}`;
  return [head, ...report.findings.map(findingMarkdown)].join('\n\n').concat('\n');
}

export function findingMarkdown(finding: Finding): string {
  const stack = finding.stack.map(
    (line) => `${line.function}  ${line.file}${line.line > 0 ? `:${line.line}` : ''}`,
  );
  const longest = Math.max(
    2,
    ...stack
      .join('\n')
      .split(/[^`]+/)
      .map((run) => run.length),
  );
  const fence = '`'.repeat(longest + 1);
  const evidence = finding.evidence.map(({ isFor, text }) => `- ${isFor ? '' : '(against) '}${text}`);
  return [
    `### ${finding.pattern} (${finding.confidence})`,
    `${finding.title}  \nCounts: ${finding.counts.map(count).join(' → ')}`,
    [fence, ...stack, fence].join('\n'),
    ...(evidence.length > 0 ? [evidence.join('\n')] : []),
    ...(finding.fix === '' ? [] : [`**What usually fixes it:** ${finding.fix}`]),
  ].join('\n\n');
}
