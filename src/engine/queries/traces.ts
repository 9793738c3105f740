import type { DocId } from '../../analysis/ids.ts';
import { deriveProfile } from '../../analysis/timeline/derive.ts';
import { laneLabels } from '../../analysis/timeline/lane-labels.ts';
import { laneTotals } from '../../analysis/timeline/lane-totals.ts';
import { overview } from '../../analysis/timeline/overview.ts';
import type {
  DeriveQuestion,
  LaneLabels,
  LaneLabelsQuestion,
  LaneList,
  LanesQuestion,
  LaneTotals,
  LaneTotalsQuestion,
  Overview,
  OverviewQuestion,
  SpanDetail,
  SpanQuestion,
  StatsQuestion,
  StatsRow,
  TileQuestion,
} from '../../analysis/timeline/question.ts';
import { laneList } from '../../analysis/timeline/section-list.ts';
import { goroutineOnProc, goroutineOnThread, spanDetail } from '../../analysis/timeline/span-detail.ts';
import { goroutineStats } from '../../analysis/timeline/stats.ts';
import { tileCells } from '../../analysis/timeline/tiles.ts';
import type { DocumentSummary } from '../document-summary.ts';
import type { Handlers, Query } from '../query.ts';
import { summarise } from '../summary.ts';

export interface TraceQueries {
  lanes: Query<LanesQuestion, LaneList>;
  tile: Query<TileQuestion, Uint8Array>;
  laneLabels: Query<LaneLabelsQuestion, LaneLabels>;
  laneTotals: Query<LaneTotalsQuestion, LaneTotals>;
  overview: Query<OverviewQuestion, Overview>;
  span: Query<SpanQuestion, SpanDetail | null>;
  goroutineStats: Query<StatsQuestion, readonly StatsRow[]>;
  /** Makes a profile of a part of a trace and opens it as a document. */
  deriveProfile: Query<DeriveQuestion, DocumentSummary>;
}

export const traceHandlers: Handlers<TraceQueries> = {
  lanes: (question, { documents }) => laneList(documents.trace(question.doc), question),
  tile: (question, { documents, pace }) => tileCells(documents.trace(question.doc), question, pace),
  laneLabels: (question, { documents, pace }) => laneLabels(documents.trace(question.doc), question, pace),
  laneTotals: (question, { documents, pace }) => laneTotals(documents.trace(question.doc), question, pace),
  overview: ({ doc, buckets }, { documents, pace }) => overview(documents.trace(doc), buckets, pace),
  span: ({ doc, by, id, atNs }, { documents }) => {
    const trace = documents.trace(doc);
    const goroutine =
      by === 'goroutine'
        ? id
        : by === 'proc'
          ? goroutineOnProc(trace, id, atNs)
          : goroutineOnThread(trace, id, atNs);
    return goroutine === null ? null : spanDetail(trace, goroutine, atNs);
  },
  goroutineStats: (question, { documents, pace }) =>
    goroutineStats(documents.trace(question.doc), question, pace),
  deriveProfile: async (question, { documents, pace }) => {
    const profile = await deriveProfile(documents.trace(question.doc), question, pace);
    const id = derivedId(question);
    documents.set(id, profile);
    return summarise(id, profile, false);
  },
};

/** The same question names the same document. */
function derivedId(question: DeriveQuestion): DocId {
  const { doc, kind, fromNs, toNs, entry, goroutine, region } = question;
  return `${doc}-${[kind, fromNs, toNs, entry, goroutine ?? '', region].map(encodeURIComponent).join('-')}`;
}
