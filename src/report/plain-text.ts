/** Names from files and links are text: these make them fit to be shown, in every form a report takes. */

const longest = 400;
const head = 260;
const tail = 120;

/** One line, at most 400 characters, in which nothing is invisible or turns the direction of reading. */
export function shownText(text: string): string {
  const short = text.length <= longest ? text : `${text.slice(0, head)} … ${text.slice(-tail)}`;
  return short
    .replace(/[\r\n\t\u2028\u2029]+/g, ' ')
    .replace(unseen, (mark) => `\\u${mark.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/** Controls, lone surrogates, zero-width marks, and marks that embed, override or isolate a direction. */
const unseen = /[\p{Cc}\p{Surrogate}\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/gu;

/** Text between tags or in a quoted attribute of HTML or SVG. */
export function htmlText(text: string): string {
  return shownText(text).replace(/[&<>"']/g, (mark) => `&#${mark.charCodeAt(0)};`);
}

/** Text that Markdown and the HTML inside it leave alone: no link, no picture, no tag, no mention comes out of a name. */
export function markdownText(text: string): string {
  return shownText(text)
    .replace(/[\\`*_[\]<>&#|~!@]/g, (mark) =>
      mark === '<'
        ? '&lt;'
        : mark === '>'
          ? '&gt;'
          : mark === '&'
            ? '&amp;'
            : mark === '@'
              ? '&#64;'
              : `\\${mark}`,
    )
    .replace(/\b(https?|ftp|javascript|data):/gi, '$1&#58;')
    .replace(/\bwww\./gi, 'www&#46;');
}

/** Lines in a fence longer than any run of backticks in them. */
export function fenced(lines: readonly string[]): string {
  const shown = lines.map(shownText);
  const runs = shown.join('\n').match(/`+/g) ?? [];
  const fence = '`'.repeat(Math.max(3, ...runs.map((run) => run.length + 1)));
  return [fence, ...shown, fence].join('\n');
}
