import { shownText } from '../base/shown-text.ts';

/** Names from files and links are text: these make them fit for the forms a report takes. */

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
