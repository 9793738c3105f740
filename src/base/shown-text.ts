const longest = 400;
const head = 260;
const tail = 120;

/** Controls, lone surrogates, zero-width marks, and marks that embed, override or isolate a direction. */
const unseen = /[\p{Cc}\p{Surrogate}\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/gu;

/**
 * A text from a file or a link as it is shown anywhere: one line, at most 400 characters, in which nothing is invisible
 * or turns the direction of reading. Escaping for HTML or Markdown is another step.
 */
export function shownText(text: string): string {
  const short = text.length <= longest ? text : `${text.slice(0, head)} … ${text.slice(-tail)}`;
  return short
    .replace(/[\r\n\t\u2028\u2029]+/g, ' ')
    .replace(unseen, (mark) => `\\u${mark.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
