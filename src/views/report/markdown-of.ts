import type { LeakQuestion, LeakReport } from '../../analysis/leaks/finding.ts';
import { toMarkdown } from '../../report/markdown.ts';
import { currentReport } from '../../state/report-sources.ts';
import type { ReportView } from '../../state/views/report.ts';
import type { Workspace } from '../../state/workspace.ts';
import { linkAddress, storedLinkBase } from './link-address.ts';

/** What the Report page would copy as Markdown now. */
export function markdownOf(
  workspace: Workspace,
  view: ReportView,
  leaks: LeakReport,
  question: LeakQuestion,
): string {
  const { report, link } = currentReport(workspace, view, leaks, question, Date.now());
  return toMarkdown(report, linkAddress(storedLinkBase(), link));
}
