/** A remark that does not stop the reading: truncated, clamped, skipped, repaired, guessed. */
export interface Notice {
  /** Stable, machine-readable: 'truncated', 'bad-crc', 'duplicate-goroutine', 'time-clamped'… */
  readonly code: string;
  /** A whole sentence for the user, without the file's name. */
  readonly text: string;
  /** Byte offset in the uncompressed input, where there is one; else null. */
  readonly offset: number | null;
}

/** What every opened file is, whatever its kind. */
export interface Origin {
  /** The file's name; for a member of an archive, `archive.zip/member`. */
  readonly name: string;
  /** Id of the reader: 'pprof', 'goroutine-text', 'legacy-text', 'gotrace'. */
  readonly format: string;
  /** The form in the users' words: 'protobuf', 'debug=2', 'debug=1', 'SIGQUIT', 'panic', 'Go 1.27 trace'. */
  readonly form: string;
  /** Bytes of the file as given (compressed, if it was). */
  readonly bytes: number;
  /** Moment of capture, milliseconds since 1970 UTC; null if neither the file's content nor its date tells. */
  readonly timeMs: number | null;
  /** Where `timeMs` comes from. */
  readonly timeFrom: 'capture' | 'file' | null;
  /** 'go1.26.3', 'go1.26', or null: as far as the content tells. */
  readonly goVersion: string | null;
  /** Build id of the main binary, hex; null if unknown. */
  readonly buildId: string | null;
  /** Base name of the main binary, or the path of package main's module; null if unknown. */
  readonly program: string | null;
}
