/** The three kinds of error, and nothing else is thrown on purpose. */

export type FormatErrorCode =
  | 'unrecognised'
  | 'truncated'
  | 'malformed'
  | 'unsupported-version'
  | 'too-large';

export interface FormatErrorPlace {
  /** Reader id or a plain name of what the input seems to be: 'pprof', 'gzip', 'HTML page'. */
  readonly format: string;
  /** Byte offset in the (uncompressed) input, where known. */
  readonly offset?: number;
  /** One-based line, for text formats. */
  readonly line?: number;
  /** Expected, got, where; and what to do about it. A whole sentence, without the file's name. */
  readonly detail: string;
}

/** The input's fault. Readers throw nothing else. */
export class FormatError extends Error {
  readonly code: FormatErrorCode;
  readonly format: string;
  readonly offset: number | undefined;
  readonly line: number | undefined;
  readonly detail: string;

  constructor(code: FormatErrorCode, place: FormatErrorPlace) {
    super(`${place.format}: ${code}${placeText(place)}: ${place.detail}`);
    this.name = 'FormatError';
    this.code = code;
    this.format = place.format;
    this.offset = place.offset;
    this.line = place.line;
    this.detail = place.detail;
  }
}

function placeText(place: FormatErrorPlace): string {
  if (place.line !== undefined) return ` at line ${place.line}`;
  return place.offset === undefined ? '' : ` at byte ${place.offset}`;
}

export type QueryErrorCode = 'no-document' | 'wrong-kind' | 'bad-argument' | 'over-budget';

/** The question does not fit the document: an unknown value type, a regular expression that does not compile. */
export class QueryError extends Error {
  readonly code: QueryErrorCode;
  readonly detail: string;

  constructor(code: QueryErrorCode, detail: string) {
    super(detail);
    this.name = 'QueryError';
    this.code = code;
    this.detail = detail;
  }
}

/** Our fault: an invariant that does not hold. */
export class Bug extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'Bug';
  }
}
