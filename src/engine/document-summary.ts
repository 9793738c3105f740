import type { DocId } from '../analysis/ids.ts';
import type { Notice, Origin } from '../model/origin.ts';
import type { ProfileKind, ValueType } from '../model/profile.ts';

/** What a view may know of a document without asking: plain, small, cloned. */
export interface DocumentSummary {
  readonly id: DocId;
  readonly origin: Origin;
  readonly notices: readonly Notice[];
  readonly kind: 'profile' | 'goroutines' | 'trace';
  /** null for dumps and traces. */
  readonly profileKind: ProfileKind | null;
  readonly valueTypes: readonly ValueType[];
  readonly defaultValueType: number;
  /** Goroutines of a dump or goroutine profile; total of the default value type of other profiles; events of a trace. */
  readonly total: number;
  /** Samples, goroutine rows or events. */
  readonly rows: number;
  /** Length of a trace or of a profile's window, nanoseconds; null if it does not apply. */
  readonly durationNs: number | null;
  /** True while a trace is still being read. */
  readonly isPartial: boolean;
}
