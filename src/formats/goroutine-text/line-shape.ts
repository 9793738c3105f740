import { NONE } from '../../base/columns.ts';

/** Where things stand in one line of a dump, as byte positions. Shared by the parser's steps; never throws. */

const PAREN_OPEN = 40;
const PAREN_CLOSE = 41;
const COLON = 58;
const SPACE = 32;
const TAB = 9;

export function isDigit(byte: number): boolean {
  return byte >= 48 && byte <= 57;
}

/** Position of the parenthesis that opens the argument list at the end of `[start, end)`, or -1. */
export function argumentsAt(bytes: Uint8Array, start: number, end: number): number {
  if (end - start < 3 || bytes[end - 1] !== PAREN_CLOSE) return -1;
  let depth = 0;
  for (let i = end - 1; i > start; i--) {
    const byte = bytes[i];
    if (byte === PAREN_CLOSE) depth++;
    else if (byte === PAREN_OPEN && --depth === 0) return i;
  }
  return -1;
}

/** True for `(...)`: an inlined frame, or one of an ancestor. */
export function isEllipsis(bytes: Uint8Array, open: number, end: number): boolean {
  return end - open === 5 && bytes[open + 1] === 46 && bytes[open + 2] === 46 && bytes[open + 3] === 46;
}

/** First position that is no blank. */
export function skipBlanks(bytes: Uint8Array, start: number, end: number): number {
  let pos = start;
  while (pos < end && (bytes[pos] === SPACE || bytes[pos] === TAB)) pos++;
  return pos;
}

/**
 * End of `path:line` in `[start, end)` (start after the indent), or -1 if it is no such line: digits behind the last
 * colon, then the end, ` +0x…`, ` pc=…` or ` fp=…`.
 */
export function placeEnd(bytes: Uint8Array, start: number, end: number): number {
  let stop = end;
  for (let i = end - 1; i > start; i--) {
    const byte = bytes[i];
    if (byte === COLON) {
      let pos = i + 1;
      while (pos < stop && isDigit(bytes[pos])) pos++;
      if (pos === i + 1) return -1;
      if (pos === stop) return pos;
      stop = i;
    } else if (byte === SPACE) {
      const next = bytes[i + 1];
      const isKnown =
        next === 43 ||
        (next === 112 && bytes[i + 2] === 99) ||
        (next === 102 && bytes[i + 2] === 112) ||
        (next === 115 && bytes[i + 2] === 112) ||
        next === 91;
      if (isKnown) stop = i;
    }
  }
  return -1;
}

/** True if the text stands at `pos`. `text` is ASCII. */
export function startsWith(bytes: Uint8Array, pos: number, end: number, text: string): boolean {
  if (end - pos < text.length) return false;
  for (let i = 0; i < text.length; i++) if (bytes[pos + i] !== text.charCodeAt(i)) return false;
  return true;
}

/** The unsigned integer at `pos`, or -1; its end is where the digits stop. */
export function integerAt(
  bytes: Uint8Array,
  pos: number,
  end: number,
): { readonly value: number; readonly end: number } | null {
  let at = pos;
  let value = 0;
  while (at < end && isDigit(bytes[at]) && at - pos < 20) value = value * 10 + bytes[at++] - 48;
  return at === pos ? null : { value, end: at };
}

/** `[start, end)` as text of one byte a character: for headers and markers, which are ASCII. */
export function ascii(bytes: Uint8Array, start: number, end: number): string {
  let text = '';
  for (let i = start; i < end; i++) text += String.fromCharCode(bytes[i]);
  return text;
}

/** True if `goroutine N [` stands in `[start, end)`, but not at its begin. */
export function hasHeaderInside(bytes: Uint8Array, start: number, end: number): boolean {
  for (let i = start + 1; i < end - 12; i++) {
    if (bytes[i] !== 103 || !startsWith(bytes, i, end, 'goroutine ')) continue;
    const id = integerAt(bytes, i + 10, end);
    if (id !== null && bytes[id.end] === SPACE && (bytes[id.end + 1] === 91 || bytes[id.end + 1] === 103))
      return true;
  }
  return false;
}

const inGoroutine = ' in goroutine ';

/** The id behind " in goroutine " at the end of a creator line; NONE without. */
export function creatorIdAt(bytes: Uint8Array, start: number, end: number): number {
  let digits = end;
  while (digits > start && isDigit(bytes[digits - 1])) digits--;
  if (digits === end || digits - inGoroutine.length < start) return NONE;
  if (!startsWith(bytes, digits - inGoroutine.length, digits, inGoroutine)) return NONE;
  return integerAt(bytes, digits, end)?.value ?? NONE;
}

/** True if nothing but blanks stands in `[start, end)`. */
export function isBlank(bytes: Uint8Array, start: number, end: number): boolean {
  return start === end || (bytes[start] <= 32 && skipBlanks(bytes, start, end) === end);
}

/** True if a blank stands in `[start, end)`. */
export function hasBlank(bytes: Uint8Array, start: number, end: number): boolean {
  for (let i = start; i < end; i++) if (bytes[i] === 32) return true;
  return false;
}

/** Where the creator's name ends, in front of " in goroutine N". */
export function creatorEnd(bytes: Uint8Array, end: number): number {
  let digits = end;
  while (isDigit(bytes[digits - 1])) digits--;
  return digits - inGoroutine.length;
}
