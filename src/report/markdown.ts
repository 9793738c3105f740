import { count } from '../base/figures.ts';
import { shownText } from '../base/shown-text.ts';
import { beforeAfter, type Report, type ReportFinding } from './model.ts';
import { fenced, markdownText } from './plain-text.ts';
import { amount, growthWords, headline, omittedText, subjectWords, utc, waitWords } from './words.ts';

/** The report for an issue or a chat. `address` is that of the report's link, its fragment alone, or null. */
export function toMarkdown(report: Report, address: string | null = null): string {
  const head = headline(report);
  const title =
    head === null ? 'Leak report' : `${head.text}${head.change === null ? '' : ` (${head.change})`}`;
  const left = omittedText(report);
  const parts = [
    `## ${markdownText(title)}`,
    ...lines(subjectWords(report).join(' · ')),
    ...(address === null ? [] : [linkLine(address)]),
    ...lines(report.trendRefused === null ? '' : `No trend is drawn: ${report.trendRefused}`),
    ...report.explanation.map((sentence, i) => `${i + 1}. ${markdownText(sentence)}`),
    ...(report.findings.length === 0 ? ['No leak was found.'] : report.findings.map(findingMarkdown)),
    ...lines(left ?? ''),
    ...report.notices.map((notice) => `> ${markdownText(notice)}`),
    snapshotTable(report),
    `*Made with Unpark, ${utc(report.createdMs)}.*`,
  ];
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`;
}

function linkLine(address: string): string {
  if (address.startsWith('#')) return `Paste this into any Unpark: \`${address}\``;
  return `[Open this report in Unpark](${address})`;
}

/** One finding under a heading, its stack in a fence. */
export function findingMarkdown(finding: Omit<ReportFinding, 'labels' | 'goroutineIds'>): string {
  const { counts, unit, createdBy } = finding;
  const stack = finding.stack.map(
    ({ function: name, file, line }) => `${shownText(name)}  ${shownText(file)}${line > 0 ? `:${line}` : ''}`,
  );
  if (createdBy !== null)
    stack.push(
      `created by ${shownText(createdBy.function)}  ${shownText(createdBy.file)}${createdBy.line > 0 ? `:${createdBy.line}` : ''}`,
    );
  const numbers =
    counts.length > 1
      ? counts.map((value) => amount(value, unit)).join(' → ')
      : amount(beforeAfter(counts).after, unit);
  const grown = growthWords(finding);
  const wait = waitWords(finding);
  const said = `${numbers}${grown === '' ? '' : ` (${grown})`}${wait === '' ? '' : ` · ${wait}`}`;
  return [
    `### ${markdownText(finding.pattern)} (${finding.confidence})`,
    `${markdownText(finding.title)}  \n${markdownText(said)}`,
    ...(stack.length === 0 ? [] : [fenced(stack)]),
    furtherStacks(finding),
    finding.evidence
      .map(({ isFor, text }) => `- ${isFor ? '' : '(against) '}${markdownText(text)}`)
      .join('\n'),
    finding.fix === '' ? '' : `**What usually fixes it:** ${markdownText(finding.fix)}`,
  ]
    .filter((part) => part !== '')
    .join('\n\n');
}

/** Markdown has no flame graph: the stacks beside the one shown are counted. */
function furtherStacks({ variants }: Pick<ReportFinding, 'variants'>): string {
  if (variants === undefined) return '';
  const { stacks, rest } = variants;
  const after = stacks.reduce((total, one) => total + one.after, rest.after);
  const number = stacks.length + rest.stacks;
  const are = number === 1 ? 'a further stack' : `${count(number)} further stacks`;
  return `The commonest stack of the group; ${count(after)} are in ${are}.`;
}

function snapshotTable({ snapshots, beside }: Report): string {
  const rows = [
    ...snapshots.map(({ name, form, timeMs, total }) => row(name, form, timeMs, amount(total, 'goroutines'))),
    ...beside.map(({ name, form, timeMs }) => row(name, form, timeMs, '')),
  ];
  return rows.length === 0
    ? ''
    : ['| file | kind | time | goroutines |', '|---|---|---|---:|', ...rows].join('\n');
}

function row(name: string, form: string, timeMs: number | null, total: string): string {
  return `| ${markdownText(name)} | ${markdownText(form)} | ${timeMs === null ? '' : utc(timeMs)} | ${total} |`;
}

function lines(text: string): string[] {
  return text === '' ? [] : [markdownText(text)];
}
