import type { Finding, LeakReport, StackVariants } from '../../analysis/leaks/finding.ts';
import { creatorJson, stackJson } from './goroutines-json.ts';

/** What `report --json` says beside the files and notices. */
export function reportJson(report: LeakReport): object {
  return {
    snapshots: report.snapshots.map(({ name, timeMs, total, system }) => ({
      file: name,
      time: timeMs === null ? null : new Date(timeMs).toISOString(),
      total,
      system,
    })),
    perMinute: report.perMinute,
    doublingMinutes: report.doublingMinutes,
    trendRefused: report.trendRefused,
    goVersion: report.goVersion,
    program: report.program,
    findings: report.findings.map(findingJson),
    benign: report.benign.map((finding) => ({ ...findingJson(finding), why: finding.why })),
    explanation: report.explanation,
  };
}

export function findingJson(finding: Finding): object {
  return {
    rule: finding.rule,
    pattern: finding.pattern,
    title: finding.title,
    confidence: finding.confidence,
    source: finding.source,
    state: finding.state,
    wait: finding.wait,
    waitInferred: finding.isWaitInferred && finding.wait !== null,
    function: finding.function,
    root: finding.root,
    createdBy: finding.createdBy === null ? null : creatorJson(finding.createdBy),
    counts: finding.counts,
    unit: finding.unit,
    growthPerMinute: finding.growthPerMinute,
    doublingMinutes: finding.doublingMinutes,
    oldestMinutes: finding.oldestMinutes,
    stack: stackJson(finding.stack),
    variants: variantsJson(finding.variants),
    evidence: finding.evidence.map(({ isFor, text }) => ({ for: isFor, text })),
    fix: finding.fix,
    reference: finding.reference,
    labels: finding.labels,
    ids: finding.goroutineIds,
  };
}

/** Further stacks of a finding's group; null if it has none. */
export function variantsJson(variants: StackVariants | undefined): object | null {
  if (variants === undefined) return null;
  const { stacks, rest } = variants;
  return { stacks: stacks.map((one) => ({ ...one, stack: stackJson(one.stack) })), rest };
}
