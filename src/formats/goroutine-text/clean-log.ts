import type { Pace } from '../../base/pace.ts';
import { unwrapRecord } from './json-log.ts';
import { LinesOut, type LineTime } from './lines-out.ts';

/**
 * Takes off what a log puts around a dump. The first header that does not begin its line tells the shape: whatever
 * stands before "goroutine N [" on it, with digits as wildcards, must stand before the other lines too. JSON logs are
 * unwrapped, colours dropped, lines that a container runtime broke in parts joined, escaped line breaks restored.
 */
export interface CleanLog {
  readonly bytes: Uint8Array;
  /** What was taken off, in words: 'Docker JSON log', 'log prefix'. */
  readonly form: string;
  /** Times of header lines, by their byte offset in `bytes`, ascending. */
  readonly times: readonly LineTime[];
}

const header =
  /(?:goroutine \d+ (?:gp=0x[0-9a-f]+ )?(?:m=\S+ )?(?:mp=0x[0-9a-f]+ )?\[[^\]\n]{1,200}\]|\[?Goroutine \d+ in state )/g;
const beginsGoroutine = /^\s*(?:goroutine \d+ |\[?Goroutine \d+ in state )/;
// biome-ignore lint/suspicious/noControlCharactersInRegex: colours begin with the escape character
const ansi = /\u001b\[[0-9;]*[A-Za-z]/g;
const jsonLine = /^\{.*(?:"log"\s*:|"Output"\s*:|goroutine \d+ )/m;
const containerLine = /^(\d{4}-\d\d-\d\dT\S+ std(?:out|err) )([FP]) (.*)$/;
const maxPrefix = 400;

/** The text without what the log added; null if nothing is found to take off. */
export async function cleanLog(bytes: Uint8Array, pace: Pace): Promise<CleanLog | null> {
  const raw = new TextDecoder().decode(bytes);
  const text = raw.includes('\u001b[') ? raw.replace(ansi, '') : raw;
  if (jsonLine.test(text)) return unwrapped(text, pace);
  if (containerLine.test(text.slice(0, nextBreak(text, 0)))) return joined(text, pace);
  const prefix = prefixIn(text);
  if (prefix === null) return text === raw ? null : stripped(text, '', 'coloured log', pace);
  const line = text.slice(prefix.at, nextBreak(text, prefix.at));
  if (/\\n/.test(line)) return unescaped(text, pace);
  return stripped(text, prefix.text, 'log prefix', pace);
}

function nextBreak(text: string, from: number): number {
  const at = text.indexOf('\n', from);
  return at < 0 ? text.length : at;
}

/** What stands before the first header that does not begin its line, and where its line begins. */
function prefixIn(text: string): { readonly text: string; readonly at: number } | null {
  for (const { index } of text.matchAll(header)) {
    const at = text.lastIndexOf('\n', index) + 1;
    const prefix = text.slice(at, index);
    if (prefix.trim() !== '' && prefix.trim() !== '[' && prefix.length <= maxPrefix)
      return { text: prefix.replace(/\[$/, ''), at };
  }
  return null;
}

/** Lines without their prefix; lines of another shape stay as they are. */
async function stripped(text: string, prefix: string, form: string, pace: Pace): Promise<CleanLog> {
  const pattern = new RegExp(`^${shapeOf(prefix)}`);
  const bare = new RegExp(`^${shapeOf(prefix.trimEnd())}\\s?$`);
  return eachLine(text, form, pace, (line, out) => {
    const match = pattern.exec(line);
    if (match === null) {
      const at = line.search(header);
      if (at > 0) return out.push(line.slice(at), timeIn(line.slice(0, at)));
      return out.push(bare.test(line) && prefix !== '' ? '' : line, null);
    }
    const rest = line.slice(match[0].length);
    return out.push(rest, beginsGoroutine.test(rest) ? timeIn(match[0]) : null);
  });
}

/** The log of a container runtime (CRI): `TIME stream F|P text`, where P is a part of a line. */
async function joined(text: string, pace: Pace): Promise<CleanLog> {
  let held = '';
  return eachLine(text, 'container log', pace, (line, out) => {
    const match = containerLine.exec(line.replace(/\r$/, ''));
    const rest = match === null ? line : match[3];
    if (match?.[2] === 'P') {
      held += rest;
      return;
    }
    const whole = held + rest;
    held = '';
    out.push(whole, match !== null && beginsGoroutine.test(whole) ? timeIn(match[1]) : null);
  });
}

/** Docker's json-file log, `go test -json`, or one JSON object a line with the dump in one of its texts. */
async function unwrapped(text: string, pace: Pace): Promise<CleanLog> {
  let form = 'JSON log';
  return eachLine(
    text,
    () => form,
    pace,
    (line, out) => {
      const record = unwrapRecord(line);
      if (record === null) return out.push(line, null);
      if (record.form !== null) form = record.form;
      const content = record.text.replace(ansi, '');
      out.append(content, beginsGoroutine.test(content) ? timeIn(record.time) : null);
    },
  );
}

/** Lines in which a dump stands as one text, with `\n` and `\t` written out. */
async function unescaped(text: string, pace: Pace): Promise<CleanLog> {
  return eachLine(text, 'one-line log', pace, (line, out) => {
    const at = line.search(header);
    if (at < 0) return out.push(line, null);
    const content = line.slice(at).replaceAll('\\n', '\n').replaceAll('\\t', '\t').replaceAll('\\"', '"');
    return out.push(content, timeIn(line.slice(0, at)));
  });
}

async function eachLine(
  text: string,
  form: string | (() => string),
  pace: Pace,
  read: (line: string, out: LinesOut) => void,
): Promise<CleanLog> {
  const out = new LinesOut();
  let turns = 0;
  for (let at = 0; at < text.length; ) {
    const end = nextBreak(text, at);
    read(text.slice(at, end), out);
    at = end + 1;
    if ((++turns & 4095) === 0) await pace.breathe(at, text.length);
  }
  return { bytes: out.finish(), form: typeof form === 'string' ? form : form(), times: out.times };
}

/** A regular expression for prefixes like this one: same words, other digits; months may change. */
function shapeOf(prefix: string): string {
  return prefix
    .replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&')
    .replace(/\b(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)\b/g, '[A-Z][a-z]{2}')
    .replace(/(\d+\\\.)?\d+(?=Z|[ \t])/g, (digits) => (digits.includes('.') ? '\\d+(?:\\.\\d+)?' : '\\d+'))
    .replace(/(?<![\\{])\d+/g, '\\d+')
    .replace(/ +/g, ' +');
}

/** The first timestamp with a date and a zone, in milliseconds since 1970; null without one. */
function timeIn(text: string): number | null {
  const match = /\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:?\d\d)/.exec(text);
  if (match === null) return null;
  const ms = Date.parse(match[0].replace(' ', 'T').replace(/(\.\d{3})\d+/, '$1'));
  return Number.isNaN(ms) ? null : ms;
}
