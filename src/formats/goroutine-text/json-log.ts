/** What one line of a JSON log holds of a dump. */
interface LogRecord {
  /** With its line breaks, as the program printed it. */
  readonly text: string;
  /** The log in words; null where the line does not tell. */
  readonly form: string | null;
  /** The record's time as written; '' without one. */
  readonly time: string;
}

const dumpText = /goroutine \d+ \[|^\S+\(.*\)$|^\s+\S+:\d+/m;

/** The text in a line of Docker's log, of `go test -json`, or of a logger; null if the line is no record. */
export function unwrapRecord(line: string): LogRecord | null {
  if (!line.startsWith('{')) return null;
  const record = parse(line);
  if (record === null) return null;
  const time = [record.time, record.Time, record.ts, record.timestamp].find(
    (value) => typeof value === 'string',
  );
  const shared = { time: String(time ?? '') };
  if (typeof record.log === 'string') return { ...shared, text: record.log, form: 'Docker JSON log' };
  if (typeof record.Output === 'string') return { ...shared, text: record.Output, form: 'go test -json' };
  const texts = Object.values(record).filter((value) => typeof value === 'string' && dumpText.test(value));
  return { ...shared, text: texts.map((text) => `${String(text)}\n`).join(''), form: null };
}

function parse(line: string): Readonly<Record<string, unknown>> | null {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : null;
  } catch {
    return null;
  }
}
