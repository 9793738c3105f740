import type { DocId } from '../analysis/ids.ts';
import { columnSums } from '../analysis/profile/column-sums.ts';
import type { Document } from '../model/document.ts';
import type { Profile } from '../model/profile.ts';
import type { DocumentSummary } from './document-summary.ts';

/** What the page may know of a document without asking. */
export function summarise(id: DocId, document: Document, isPartial: boolean): DocumentSummary {
  const shared = { id, origin: document.origin, notices: document.notices, isPartial };
  const unvalued = { profileKind: null, valueTypes: [], defaultValueType: 0 };
  switch (document.kind) {
    case 'profile':
      return {
        ...shared,
        kind: 'profile',
        profileKind: document.profileKind,
        valueTypes: document.valueTypes,
        defaultValueType: document.defaultValueType,
        total: profileTotal(document),
        rows: document.samples.length,
        durationNs: document.durationNanos > 0n ? Number(document.durationNanos) : null,
      };
    case 'goroutines': {
      const { length } = document.goroutines;
      return { ...shared, ...unvalued, kind: 'goroutines', total: length, rows: length, durationNs: null };
    }
    case 'trace':
      return {
        ...shared,
        ...unvalued,
        kind: 'trace',
        total: document.events,
        rows: document.events,
        durationNs: document.durationNs,
      };
  }
}

/** Sum of the default value type: goroutines of a goroutine profile, bytes of a heap profile. */
function profileTotal(profile: Profile): number {
  const values = profile.samples.values[profile.defaultValueType];
  return values === undefined ? 0 : columnSums(values).sum;
}
