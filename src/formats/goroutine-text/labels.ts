import type { LabelRow } from '../../model/labels-builder.ts';

/** Labels of a header: `k: v, "te nant": "\u00e9\n"` (Go 1.27) or all quoted (Go 1.26). Sorted as written. */
export function parseLabels(text: string): LabelRow[] {
  const rows: LabelRow[] = [];
  let at = 0;
  const token = (stop: string): string | null => {
    while (text[at] === ' ' || text[at] === ',') at++;
    if (at >= text.length) return null;
    if (text[at] === '"') return quoted();
    const end = text.indexOf(stop, at);
    const word = text.slice(at, end < 0 ? text.length : end);
    at += word.length;
    return word;
  };
  const quoted = (): string => {
    let end = at + 1;
    while (end < text.length && text[end] !== '"') end += text[end] === '\\' ? 2 : 1;
    const word = unquote(text.slice(at + 1, end));
    at = end + 1;
    return word;
  };
  while (at < text.length) {
    const key = token(':');
    if (key === null) break;
    if (text[at] === ':') at++;
    const value = token(',');
    rows.push({ key, text: value ?? '', num: 0, unit: '' });
  }
  return rows;
}

const escapes: Readonly<Record<string, string>> = {
  n: '\n',
  t: '\t',
  r: '\r',
  a: '\x07',
  b: '\b',
  f: '\f',
  v: '\v',
};

/** The text of a Go string literal, without its quotes. Bytes written as \xNN are read as UTF-8. */
export function unquote(text: string): string {
  if (!text.includes('\\')) return text;
  const bytes: number[] = [];
  const encoder = new TextEncoder();
  const pattern = /\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|([0-7]{3})|(.))|[^\\]+|\\/gs;
  for (const match of text.matchAll(pattern)) {
    const [whole, x, u, long, octal, simple] = match;
    if (x !== undefined) bytes.push(Number.parseInt(x, 16));
    else if (octal !== undefined) bytes.push(Number.parseInt(octal, 8) & 0xff);
    else {
      const code = u ?? long;
      const point = code === undefined ? 0 : Number.parseInt(code, 16);
      const character =
        code === undefined
          ? simple === undefined
            ? whole
            : (escapes[simple] ?? simple)
          : String.fromCodePoint(Math.min(point, 0x10ffff));
      for (const byte of encoder.encode(character)) bytes.push(byte);
    }
  }
  return new TextDecoder().decode(Uint8Array.from(bytes));
}
