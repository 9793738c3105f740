import { bytes as bytesText, count } from '../../../base/figures.ts';
import type { Profile } from '../../../model/profile.ts';
import { doublingMinutes, growthPerMinute } from '../../series/trend.ts';
import type { Contributor } from '../contributor.ts';
import type { Confidence, Evidence, Finding } from '../finding.ts';
import { patternOf } from './patterns.ts';
import { type HeapSite, heapSites, isHeap } from './sites.ts';

const mebibyte = 1 << 20;
/** The runtime samples an allocation per so many bytes, unless the profile says otherwise. */
const usualPeriod = 512 << 10;
const maxFindings = 50;
const goroutineStructs = 'runtime.malg';

/** Sites of heap profiles that hold more and more: the profiles of one run, oldest first. */
export const heapContributor: Contributor = async ({ beside, question }, pace) => {
  const heaps = beside.flatMap(({ doc, document }) =>
    document.kind === 'profile' && isHeap(document)
      ? [{ profile: document, timeMs: question.times[doc] ?? document.origin.timeMs }]
      : [],
  );
  const profiles = ofOneProgram(heaps.map(({ profile }) => profile));
  if (profiles.length < 2) return [];
  const series: Series = {
    profiles,
    timesMs: heaps.slice(-profiles.length).map(({ timeMs }) => timeMs),
    period: Math.max(...profiles.map(({ period }) => (period > 1 ? period : usualPeriod))),
  };
  const sites = await heapSites(profiles, pace);
  return sites
    .flatMap((site) => findingOf(site, series) ?? [])
    .sort((a, b) => b.score - a.score)
    .slice(0, maxFindings);
};

interface Series {
  readonly profiles: readonly Profile[];
  readonly timesMs: readonly (number | null)[];
  /** Bytes that one sample stands for, about. */
  readonly period: number;
}

/** The newest profiles that come from the last one's build. */
function ofOneProgram(profiles: readonly Profile[]): readonly Profile[] {
  let first = profiles.length;
  while (first > 0 && isSameProgram(profiles[first - 1], profiles[profiles.length - 1])) first--;
  return profiles.slice(first);
}

function isSameProgram({ origin: a }: Profile, { origin: b }: Profile): boolean {
  const differs = (one: string | null, other: string | null): boolean =>
    one !== null && other !== null && one !== other;
  return !differs(a.buildId, b.buildId) && !differs(a.program, b.program);
}

function findingOf(site: HeapSite, series: Series): Finding | null {
  if (site.leaf === goroutineStructs) return highWater(site, series);
  const { bytes } = site;
  const gain = bytes[bytes.length - 1] - bytes[0];
  const steps = bytes.slice(1).map((value, at) => value - bytes[at]);
  const samples = gain / series.period;
  const falls = steps.filter((step) => step < -series.period / 2).length;
  if (gain < mebibyte || samples < 2 || falls > 0 || gain < 0.2 * bytes[bytes.length - 1]) return null;
  const rises = steps.filter((step) => step > 0).length;
  const isSteady = steps.length >= 2 && rises >= Math.max(2, 0.7 * steps.length);
  const score = Math.min(70, 20 + (isSteady ? 15 : 0) + 5 * Math.min(6, Math.log2(samples)) + 2 * rises);
  const pattern = patternOf(site);
  return {
    ...shared(site, series),
    key: `heap:${site.function}:${site.leaf}:${site.root}`,
    rule: pattern.rule,
    pattern: pattern.pattern,
    title: `${site.function} holds ${bytesText(bytes[bytes.length - 1])}, ${bytesText(gain)} more than at first: ${pattern.says}`,
    confidence: confidenceOf(score, isSteady),
    score,
    evidence: evidenceOf(site, series, { gain, rises, steps: steps.length }),
    fix: pattern.fix,
    reference: pattern.reference,
  };
}

function confidenceOf(score: number, isSteady: boolean): Confidence {
  return isSteady && score >= 42 ? 'likely' : 'possible';
}

function evidenceOf(
  { bytes, objects, leaf, function: own }: HeapSite,
  { period }: Series,
  { gain, rises, steps }: { readonly gain: number; readonly rises: number; readonly steps: number },
): readonly Evidence[] {
  const last = bytes.length - 1;
  const out: Evidence[] = [
    {
      isFor: true,
      text: `It grew in ${rises} of ${steps} steps and never fell by more than sampling explains.`,
    },
  ];
  if (objects[last] > 0)
    out.push({
      isFor: true,
      text: `${count(objects[0])} objects at first, ${count(objects[last])} at last, of ${bytesText(bytes[last] / objects[last])} each.`,
    });
  if (leaf !== own) out.push({ isFor: true, text: `Allocated by ${leaf}.` });
  if (steps < 2)
    out.push({ isFor: false, text: 'Two profiles show growth, not that it goes on: capture a third.' });
  if (gain / period < 8)
    out.push({
      isFor: false,
      text: `The growth is about ${Math.round(gain / period)} samples of ${bytesText(period)}: it may be chance.`,
    });
  return out;
}

/** Structs of goroutines are kept for reuse and never freed: they tell how many there have been at once. */
function highWater(site: HeapSite, series: Series): Finding | null {
  const { objects } = site;
  const last = objects[objects.length - 1];
  const gain = last - objects[0];
  if (gain < 1000 || gain < 0.5 * last) return null;
  return {
    ...shared(site, series),
    key: 'heap:goroutine-high-water',
    rule: 'heap-goroutine-high-water',
    pattern: 'More goroutines than ever',
    title: `There have been about ${count(last)} goroutines at once, ${count(gain)} more than at first`,
    confidence: 'possible',
    score: 30,
    evidence: [
      {
        isFor: true,
        text: `The runtime's goroutine structs (${goroutineStructs}) grew from ${count(objects[0])} to ${count(last)}.`,
      },
      {
        isFor: false,
        text: 'These structs are never freed: it is a high-water mark, and the goroutines may be gone.',
      },
    ],
    fix: 'Look at a goroutine profile of the same moment: if they are still there, its groups say where; if not, bound how many run at once.',
    reference: 'https://github.com/golang/go/issues/34457',
  };
}

function shared(site: HeapSite, { timesMs }: Series) {
  const perMinute = growthPerMinute(site.bytes, timesMs);
  return {
    source: 'heap',
    state: '',
    wait: null,
    isWaitInferred: false,
    function: site.function,
    root: site.root,
    createdBy: null,
    counts: site.bytes,
    unit: 'bytes',
    growthPerMinute: perMinute,
    doublingMinutes: doublingMinutes(site.bytes[site.bytes.length - 1], perMinute),
    oldestMinutes: null,
    stack: site.stack,
    goroutineIds: [],
    labels: {},
    why: null,
  } as const;
}
