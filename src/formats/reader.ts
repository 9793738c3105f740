import type { OnProgress } from '../base/pace.ts';
import type { Source } from '../base/source.ts';
import type { Document } from '../model/document.ts';
import type { TakeNotice } from './gotrace/generation.ts';
import type { GenerationFeed } from './gotrace/generation-feed.ts';
import type { SpanSink } from './gotrace/span-store.ts';

export type Sniff = 'no' | 'maybe' | 'yes';

/** How many bytes of the unpacked content `sniff` is shown, at most. */
export const headSize = 4096;

/** What a reader is told beside the bytes. */
export interface ReadContext {
  /** Bytes of the file as given, before unpacking. */
  readonly bytesGiven: number;
  readonly onProgress: OnProgress;
  readonly signal: AbortSignal;
  /** Called with a document that can be shown already while the rest is read (traces). May never be called. */
  readonly onPartial?: (document: Document) => void;
  /** Traces: times as Go's own reader gives them (pushed forward to be strictly increasing), not the raw ones. */
  readonly referenceTimes?: boolean;
  /** Traces: what another thread does for a large one; not beside `onPartial`. */
  readonly aside?: TraceAside;
}

/** What another thread takes over. */
export interface TraceAside {
  /** Where spans go. */
  spanSink(): SpanSink;
  /** What the file holds as it is given, found and decoded; null if not. `notice` gets what is wrong with it. */
  generations(notice: TakeNotice): GenerationFeed | null;
}

/** How content is told to be of one format. */
export interface Format {
  readonly id: string;
  /** In the users' words: 'pprof protobuf', 'goroutine text'. */
  readonly label: string;
  /** Pure, never throws; content beats name. `head` is at most `headSize` bytes, after unpacking. */
  sniff(head: Uint8Array, name: string): Sniff;
}

/** One format. "Not mine" is `sniff` → 'no'; whatever is wrong after a 'yes' is a `FormatError`. */
export interface FormatReader extends Format {
  /** Throws `FormatError`, or the signal's reason. `source` is unpacked. A log may hold several dumps: several documents. */
  read(source: Source, context: ReadContext): Promise<Document | readonly Document[]>;
}
