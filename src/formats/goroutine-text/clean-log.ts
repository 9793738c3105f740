/**
 * Takes log prefixes off. The first header line tells the shape: whatever stands before "goroutine N [" on it, with
 * digits as wildcards, must stand before the other lines too. JSON logs are unwrapped, ANSI colours dropped, the
 * partial lines of container runtimes joined.
 */
export interface CleanLog {
  readonly bytes: Uint8Array;
  /** What was taken off, in words: 'Docker JSON log', 'log prefix'. */
  readonly form: string;
  /** Milliseconds of the header line's timestamp; null if it has none. */
  readonly timeMs: number | null;
}

const headerPattern =
  /(?:goroutine \d+ (?:gp=0x[0-9a-f]+ )?(?:m=\S+ )?(?:mp=0x[0-9a-f]+ )?\[[^\]\n]{1,200}\]|\[?Goroutine \d+ in state )/;
// biome-ignore lint/suspicious/noControlCharactersInRegex: colours begin with the escape character
const ansi = /\u001b\[[0-9;]*[A-Za-z]/g;

/** The text without its prefixes, or null if its first goroutine stands at the beginning of a line already. */
export function cleanLog(bytes: Uint8Array): CleanLog | null {
  const raw = new TextDecoder().decode(bytes);
  const text = raw.includes('\u001b[') ? raw.replace(ansi, '') : raw;
  const unwrapped = unwrapJson(text);
  if (unwrapped !== null) return finish(unwrapped.text, unwrapped.form, timeIn(text.slice(0, 400)));
  const found = headerPattern.exec(text);
  if (found === null) return null;
  const lineStart = text.lastIndexOf('\n', found.index) + 1;
  const prefix = text.slice(lineStart, found.index);
  if (prefix.trim() === '' || prefix.endsWith('[')) {
    if (prefix === '' || prefix === '[') return text === raw ? null : finish(text, 'coloured log', null);
  }
  if (prefix.length > 400) return null;
  const line = text.slice(lineStart, nextBreak(text, found.index));
  if (/\\n\\t|\\n/.test(line)) return finish(unescapeLine(text), 'one-line log', timeIn(line));
  return finish(strip(text, prefix), 'log prefix', timeIn(prefix));
}

function finish(text: string, form: string, timeMs: number | null): CleanLog {
  return { bytes: new TextEncoder().encode(text), form, timeMs };
}

function nextBreak(text: string, from: number): number {
  const at = text.indexOf('\n', from);
  return at < 0 ? text.length : at;
}

/** Lines without their prefix; lines of another shape stay as they are. */
function strip(text: string, prefix: string): string {
  const pattern = new RegExp(`^${shapeOf(prefix)}`);
  const bare = new RegExp(`^${shapeOf(prefix.trimEnd())}\\s?$`);
  const container = / [FP] $/.test(prefix);
  const out: string[] = [];
  let held = '';
  for (const line of text.split('\n')) {
    const match = pattern.exec(line);
    const rest = match === null ? (bare.test(line) ? '' : line) : line.slice(match[0].length);
    if (container && match !== null && / P $/.test(match[0])) {
      held += rest.replace(/\r$/, '');
      continue;
    }
    out.push(held + rest);
    held = '';
  }
  if (held !== '') out.push(held);
  return out.join('\n');
}

/** A regular expression for prefixes like this one: same words, other digits; months and days may change. */
function shapeOf(prefix: string): string {
  return prefix
    .replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&')
    .replace(/ [FP] $/, ' [FP] ')
    .replace(/\b(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)\b/g, '[A-Z][a-z]{2}')
    .replace(/(\d+\\\.)?\d+(?=Z|[ \t])/g, (digits) => (digits.includes('.') ? '\\d+(?:\\.\\d+)?' : '\\d+'))
    .replace(/(?<![\\{])\d+/g, '\\d+')
    .replace(/ +/g, ' +');
}

interface Unwrapped {
  readonly text: string;
  readonly form: string;
}

/** Docker's json-file log, `go test -json`, or one JSON object a line with the dump in one of its texts. */
function unwrapJson(text: string): Unwrapped | null {
  if (!/^\s*\{/.test(text)) return null;
  const out: string[] = [];
  let form = '';
  for (const line of text.split('\n')) {
    if (!line.startsWith('{')) {
      if (line.trim() !== '') out.push(`${line}\n`);
      continue;
    }
    const record = parseRecord(line);
    if (record === null) continue;
    const content = record.log ?? record.Output;
    if (typeof content === 'string') {
      form ||= record.log === undefined ? 'go test -json' : 'Docker JSON log';
      out.push(content);
      continue;
    }
    for (const value of Object.values(record)) {
      if (typeof value !== 'string' || !/goroutine \d+ \[|^\S+\(.*\)$|^\s+\S+:\d+/m.test(value)) continue;
      form ||= 'JSON log';
      out.push(`${value}\n`);
    }
  }
  return form === '' ? null : { text: out.join('').replace(ansi, ''), form };
}

function parseRecord(line: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : null;
  } catch {
    return null;
  }
}

/** A dump logged as one line with `\n` and `\t` written out. */
function unescapeLine(text: string): string {
  return text
    .split('\n')
    .map((line) => {
      const found = headerPattern.exec(line);
      if (found === null) return line;
      return line.slice(found.index).replaceAll('\\n', '\n').replaceAll('\\t', '\t').replaceAll('\\"', '"');
    })
    .join('\n');
}

/** The first timestamp with a date and a zone, in milliseconds since 1970. */
function timeIn(text: string): number | null {
  const match = /\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:?\d\d)/.exec(text);
  if (match === null) return null;
  const ms = Date.parse(match[0].replace(' ', 'T').replace(/(\.\d{3})\d+/, '$1'));
  return Number.isNaN(ms) ? null : ms;
}
