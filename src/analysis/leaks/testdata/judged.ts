import { Pace } from '../../../base/pace.ts';
import type { Document } from '../../../model/document.ts';
import { dumpFrom } from '../../../testing/text-goroutines.ts';
import { findLeaks, type Given } from '../find-leaks.ts';
import type { Finding, LeakQuestion, LeakReport } from '../finding.ts';

const minute = 60_000;

/** The report of sketches (see `dumpText`), a minute apart, oldest first. */
export async function reportOf(
  sketches: readonly string[],
  more: Partial<Pick<LeakQuestion, 'ignore' | 'limit'>> & { readonly beside?: readonly Given<Document>[] } = {},
): Promise<LeakReport> {
  const { beside = [], ignore = '', ...rest } = more;
  const snapshots = await Promise.all(
    sketches.map(async (sketch, index) => ({
      doc: `s${index}`,
      document: await dumpFrom(sketch, `s${index}.txt`, index * minute),
    })),
  );
  const question = {
    snapshots: snapshots.map(({ doc }) => doc),
    beside: beside.map(({ doc }) => doc),
    times: {},
    ignore,
    ...rest,
  };
  return findLeaks({ question, snapshots, beside }, new Pace());
}

/** The finding, or harmless group, at a function or start function. */
export function at({ findings, benign }: LeakReport, name: string): Finding {
  const all = [...findings, ...benign];
  const found =
    all.find((finding) => finding.function === name) ??
    all.find((finding) => finding.root === name || finding.stack.some((line) => line.function === name));
  if (found === undefined)
    throw new Error(`nothing at ${name}, but ${all.map((finding) => finding.function).join(', ')}`);
  return found;
}

/** 'missing-sender likely', or 'missing-sender harmless': what is said of a function in one or more sketches. */
export async function judged(name: string, ...sketches: readonly string[]): Promise<string> {
  const finding = at(await reportOf(sketches), name);
  return `${finding.rule} ${finding.why === null ? finding.confidence : 'harmless'}`;
}
