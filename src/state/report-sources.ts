import type { LeakQuestion, LeakReport } from '../analysis/leaks/finding.ts';
import { defaultChoices, type ReportChoices, type ReportSources } from '../report/build.ts';
import { type FittedReport, fitReport } from '../report/fit.ts';
import { omittedKinds } from '../report/model.ts';
import type { ReportView } from './views/report.ts';
import type { Workspace } from './workspace.ts';

/** What the workspace knows of the files of a leak report. */
export function reportSources(
  workspace: Workspace,
  leaks: LeakReport,
  question: LeakQuestion,
  createdMs: number,
): ReportSources {
  const origins = leaks.snapshots.map(({ doc }) => workspace.documents[doc]?.origin);
  return {
    createdMs,
    buildId: origins[origins.length - 1]?.buildId ?? null,
    forms: origins.map((origin) => origin?.form ?? ''),
    beside: question.beside.flatMap((id) => {
      const document = workspace.documents[id];
      if (document === undefined) return [];
      const { name, form, timeMs } = document.origin;
      const kind = document.profileKind === null ? form : `${document.profileKind}, ${form}`;
      return [{ id, name, form: kind, timeMs: workspace.times[id] ?? timeMs }];
    }),
  };
}

/** The switches that the view has on. */
export function reportChoices({ carried }: ReportView): ReportChoices {
  const isCarried = omittedKinds.map((kind) => [kind, carried.includes(kind)]);
  return { ...defaultChoices, ...Object.fromEntries(isCarried) };
}

/** What a link of the open files would carry now. */
export function currentReport(
  workspace: Workspace,
  view: ReportView,
  leaks: LeakReport,
  question: LeakQuestion,
  createdMs: number,
): FittedReport {
  return fitReport(
    leaks,
    reportSources(workspace, leaks, question, createdMs),
    reportChoices(view),
    view.cap,
  );
}
