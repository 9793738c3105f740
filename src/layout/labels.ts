/**
 * A frame's name, whole or shortened from its least telling end, so that it fits into `widthCss` of a monospaced font:
 * first without the directories of its package, then without the package, then cut with an ellipsis. '' if not even
 * two characters fit. Width is estimated from the advance of one character, since measuring is slow.
 */
export function fitLabel(text: string, widthCss: number, advanceCss: number): string {
  const room = Math.floor(widthCss / advanceCss);
  if (room < 2) return '';
  if (text.length <= room && isNarrow(text)) return text;
  const short = afterLastSlash(text);
  if (columns(short) <= room) return short;
  const bare = afterPackage(short);
  if (bare.length >= 3 && columns(bare) <= room) return bare;
  if (room < 4) return cut(bare, room);
  return cut(bare.length >= room ? bare : short, room);
}

/** Columns a text takes in a monospaced font: two for East Asian wide characters. */
export function columns(text: string): number {
  if (isNarrow(text)) return text.length;
  let count = 0;
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    count += code >= 0x1100 && isWide(code) ? 2 : 1;
  }
  return count;
}

function isNarrow(text: string): boolean {
  for (let i = 0; i < text.length; i++) if (text.charCodeAt(i) >= 0x1100) return false;
  return true;
}

function isWide(code: number): boolean {
  return (
    code <= 0x115f ||
    (code >= 0x2e80 && code <= 0xa4cf) ||
    (code >= 0xac00 && code <= 0xd7a3) ||
    (code >= 0xf900 && code <= 0xfaff) ||
    (code >= 0xfe30 && code <= 0xfe6f) ||
    (code >= 0xff00 && code <= 0xff60) ||
    code >= 0x1f300
  );
}

/** 'net/http.(*conn).serve' → 'http.(*conn).serve'; a slash inside type arguments or parentheses does not count. */
export function afterLastSlash(text: string): string {
  const stop = text.search(/[[( :]/);
  const slash = text.lastIndexOf('/', stop === -1 ? text.length : stop);
  return slash === -1 ? text : text.slice(slash + 1);
}

/** 'http.(*conn).serve' → '(*conn).serve'. */
function afterPackage(short: string): string {
  const dot = short.indexOf('.');
  return dot <= 0 || /[\s:]/.test(short.slice(0, dot)) ? short : short.slice(dot + 1);
}

function cut(text: string, room: number): string {
  if (columns(text) <= room) return text;
  let used = 0;
  let at = 0;
  for (const character of text) {
    const wide = columns(character);
    if (used + wide > room - 1) break;
    used += wide;
    at += character.length;
  }
  return `${text.slice(0, at)}…`;
}
