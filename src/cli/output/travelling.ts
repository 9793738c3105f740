import type { LeakQuestion, LeakReport } from '../../analysis/leaks/finding.ts';
import type { DocumentSummary } from '../../engine/engine.ts';
import { defaultChoices, type ReportChoices } from '../../report/build.ts';
import { linkKey } from '../../report/codec/link-in.ts';
import { defaultLinkCap, type FittedReport, fitReport } from '../../report/fit.ts';
import { toHtml } from '../../report/html.ts';
import { toMarkdown } from '../../report/markdown.ts';
import { omittedKinds, type Report } from '../../report/model.ts';
import { InputError } from '../input-error.ts';

import { creatorJson, stackJson } from './goroutines-json.ts';
import { variantsJson } from './report-json.ts';

/** The options of `unpark report` that make a report which travels. */
export interface TravelOptions {
  readonly json?: boolean;
  readonly markdown?: boolean;
  readonly html?: boolean;
  readonly link?: boolean;
  /** Where links open; without it a link is given alone, to be pasted into any Unpark. */
  readonly at?: string;
  /** What is carried beside the findings, comma-separated. */
  readonly with: string;
  readonly cap: string;
}

export const travelDefaults = { with: 'names', cap: String(defaultLinkCap) };

/** The report of a leak question's answer, as a link carries it: with these switches, and under the cap. */
export function travellingReport(
  leaks: LeakReport,
  question: LeakQuestion,
  documents: readonly DocumentSummary[],
  options: TravelOptions,
): FittedReport {
  const of = new Map(documents.map((document) => [document.id, document]));
  const origins = leaks.snapshots.map(({ doc }) => of.get(doc)?.origin);
  const sources = {
    createdMs: Date.now(),
    buildId: origins[origins.length - 1]?.buildId ?? null,
    forms: origins.map((origin) => origin?.form ?? ''),
    beside: question.beside.flatMap((id) => {
      const document = of.get(id);
      if (document === undefined) return [];
      const { name, form, timeMs } = document.origin;
      const kind = document.profileKind === null ? form : `${document.profileKind}, ${form}`;
      return [{ id, name, form: kind, timeMs }];
    }),
  };
  return fitReport(leaks, sources, choicesOf(options.with), capOf(options.cap));
}

/** Link, HTML or Markdown, whichever is asked for. */
export function travellingText({ report, link }: FittedReport, options: TravelOptions): string {
  const address = `${baseOf(options.at)}#${linkKey}=${link}`;
  if (options.link === true) return `${address}\n`;
  if (options.html === true) return toHtml(report, address);
  return toMarkdown(report, address);
}

function choicesOf(text: string): ReportChoices {
  const kinds = text
    .split(',')
    .map((kind) => kind.trim())
    .filter((kind) => kind !== '' && kind !== 'none');
  for (const kind of kinds)
    if (!omittedKinds.some((one) => one === kind))
      throw new InputError(`--with ${kind}: not one of ${omittedKinds.join(', ')}, none`);
  return {
    ...defaultChoices,
    ...Object.fromEntries(omittedKinds.map((kind) => [kind, kinds.includes(kind)])),
  };
}

function capOf(text: string): number {
  const cap = Number(text);
  if (!Number.isInteger(cap) || cap < 500)
    throw new InputError(`--cap ${text}: a number of characters, 500 or more`);
  return cap;
}

function baseOf(text: string | undefined): string {
  if (text === undefined) return '';
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url === null || !/^https?:$/.test(url.protocol))
    throw new InputError(`--at ${text}: not an http address`);
  return url.origin + url.pathname;
}

/** A report that came in a link, in the shape of `report --json`. */
export function travelledJson(report: Report): object {
  return {
    created: new Date(report.createdMs).toISOString(),
    files: [...report.snapshots, ...report.beside].map(({ name, form, timeMs }) => ({
      name,
      form,
      time: timeMs === null ? null : new Date(timeMs).toISOString(),
    })),
    notices: report.notices.map((text) => ({ file: null, code: 'carried', text, offset: null })),
    snapshots: report.snapshots.map(({ name, timeMs, total }) => ({
      file: name,
      time: timeMs === null ? null : new Date(timeMs).toISOString(),
      total,
    })),
    perMinute: report.perMinute,
    doublingMinutes: report.doublingMinutes,
    trendRefused: report.trendRefused,
    goVersion: report.goVersion,
    program: report.program,
    findings: report.findings.map((finding) => ({
      ...finding,
      waitInferred: finding.isWaitInferred && finding.wait !== null,
      isWaitInferred: undefined,
      createdBy: finding.createdBy === null ? null : creatorJson(finding.createdBy),
      stack: stackJson(finding.stack),
      variants: variantsJson(finding.variants),
      evidence: finding.evidence.map(({ isFor, text }) => ({ for: isFor, text })),
      labels: Object.fromEntries(finding.labels),
      ids: finding.goroutineIds,
      goroutineIds: undefined,
    })),
    harmless: report.harmless,
    omitted: report.omitted,
    explanation: report.explanation,
  };
}
