import type { Finding, LeakReport } from '../../analysis/leaks/finding.ts';
import { count } from '../../base/figures.ts';
import { clipped } from '../parts/clipped.ts';

/** Findings for an issue or a chat. Names from files are escaped, and stacks stand in fences longer than any in them. */
export function leakMarkdown(report: LeakReport): string {
  const totals = report.snapshots.map(({ total }) => count(total)).join(' → ');
  const head = `**${totals} goroutines**${report.program === null ? '' : ` · ${escaped(report.program)}`}`;
  return [head, ...report.findings.map(findingMarkdown)].join('\n\n').concat('\n');
}

export function findingMarkdown(finding: Finding): string {
  const stack = finding.stack.map((line) =>
    oneLine(`${clipped(line.function)}  ${clipped(line.file)}${line.line > 0 ? `:${line.line}` : ''}`),
  );
  const runs = stack.join('\n').match(/`+/g) ?? [];
  const fence = '`'.repeat(Math.max(3, ...runs.map((run) => run.length + 1)));
  const evidence = finding.evidence.map(
    ({ isFor, text }) => `- ${isFor ? '' : '(against) '}${escaped(text)}`,
  );
  return [
    `### ${escaped(finding.pattern)} (${finding.confidence})`,
    `${escaped(finding.title)}  \nCounts: ${finding.counts.map(count).join(' → ')}`,
    [fence, ...stack, fence].join('\n'),
    ...(evidence.length > 0 ? [evidence.join('\n')] : []),
    ...(finding.fix === '' ? [] : [`**What usually fixes it:** ${escaped(finding.fix)}`]),
  ].join('\n\n');
}

/** Text that Markdown and HTML leave alone: no link, no picture, no tag comes out of a name. */
function escaped(text: string): string {
  return oneLine(clipped(text)).replace(/[\\`*_[\]<>&#|~!]/g, (mark) =>
    mark === '<' ? '&lt;' : mark === '>' ? '&gt;' : mark === '&' ? '&amp;' : `\\${mark}`,
  );
}

/** Without line breaks, NULs and the marks that reverse the direction of reading. */
function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\p{Zl}\p{Zp}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]+/gu, ' ');
}
