import type { Notice } from '../../model/origin.ts';
import type { MemStats, ValueType } from '../../model/profile.ts';
import type { MemoryMap } from './memory-map.ts';
import type { RecordBuilder } from './records.ts';

/** What every text form comes to, before it is made a document. */
export interface LegacyContent {
  readonly valueTypes: readonly ValueType[];
  /** default_sample_type; '' for the last. */
  readonly defaultType: string;
  /** Null where the text names none. */
  readonly periodType: ValueType | null;
  readonly period: number;
  readonly durationNanos: bigint;
  readonly builder: RecordBuilder;
  readonly map: MemoryMap;
  readonly memStats: MemStats | null;
  readonly notices: readonly Notice[];
  /** Which of pprof's built-in drop and keep expressions apply. */
  readonly frames: 'heap' | 'lock' | 'cpu';
  /** The form in the users' words: 'debug=1' for what a Go program prints. */
  readonly form: string;
}
