import { QueryError } from '../../base/errors.ts';

/** POSIX classes and the Unicode shorthands of RE2 that JavaScript spells otherwise. */
const posix: Readonly<Record<string, string>> = {
  alnum: '0-9A-Za-z',
  alpha: 'A-Za-z',
  ascii: '\\x00-\\x7F',
  blank: '\\t ',
  cntrl: '\\x00-\\x1F\\x7F',
  digit: '0-9',
  graph: '!-~',
  lower: 'a-z',
  print: ' -~',
  punct: '!-\\/:-@\\[-`{-~',
  space: '\\t\\n\\v\\f\\r ',
  upper: 'A-Z',
  word: '0-9A-Za-z_',
  xdigit: '0-9A-Fa-f',
};

/** What the whole of one question may spend on matching names. */
const budgetMs = 2000;
const maxPattern = 2000;

/** Matches names by an expression of RE2's syntax; each name is matched once. */
export interface Matcher {
  test(text: string): boolean;
}

/**
 * Compiles RE2 syntax. What JavaScript lacks is translated ((?i) at the beginning, \z, \A, \Q…\E, POSIX classes,
 * (?P<name>…)) or refused with `QueryError('bad-argument')`; nested repetition, which could run for ever, is refused
 * too, and matching stops with `QueryError('over-budget')` after two seconds in all.
 */
export function compileRe2(pattern: string, option: string): Matcher {
  if (pattern.length > maxPattern) throw bad(option, `longer than ${maxPattern} characters`);
  const { source, flags } = translate(pattern, option);
  if (hasNestedRepetition(source)) {
    throw bad(
      option,
      'a repetition inside a repetition, as in (a+)+, could run for ever; write it without the inner or the outer one',
    );
  }
  let expression: RegExp;
  try {
    expression = new RegExp(source, flags);
  } catch (error) {
    throw bad(
      option,
      error instanceof Error ? error.message.replace(/^Invalid regular expression: /, '') : String(error),
    );
  }
  const known = new Map<string, boolean>();
  let spent = 0;
  return {
    test: (text) => {
      const before = known.get(text);
      if (before !== undefined) return before;
      const start = performance.now();
      const matches = expression.test(text);
      spent += performance.now() - start;
      if (spent > budgetMs)
        throw new QueryError(
          'over-budget',
          `${option}: matching took more than ${budgetMs / 1000} s and was stopped`,
        );
      known.set(text, matches);
      return matches;
    },
  };
}

function bad(option: string, detail: string): QueryError {
  return new QueryError('bad-argument', `${option}: ${detail}`);
}

function translate(pattern: string, option: string): { readonly source: string; readonly flags: string } {
  let flags = 'u';
  let rest = pattern;
  const leading = /^\(\?([a-zA-Z]+)\)/.exec(rest);
  if (leading !== null) {
    for (const flag of leading[1]) {
      if (!'ims'.includes(flag)) throw bad(option, `the flag (?${flag}) of RE2 has no counterpart here`);
      flags += flag;
    }
    rest = rest.slice(leading[0].length);
  }
  let source = '';
  for (let i = 0; i < rest.length; ) {
    const [piece, length] = pieceAt(rest, i, option);
    source += piece;
    i += length;
  }
  return { source, flags };
}

/** One unit of the pattern, translated, and how much of the pattern it was. */
function pieceAt(text: string, at: number, option: string): readonly [string, number] {
  const character = text[at];
  if (character === '\\') return escapeAt(text, at, option);
  if (character === '[') return classAt(text, at, option);
  if (character === '(' && text[at + 1] === '?') return groupAt(text, at, option);
  if (character === '{' && !/^\{\d+(,\d*)?\}/.test(text.slice(at))) return ['\\{', 1];
  if (character === '}' && !/\{\d+(,\d*)?$/.test(text.slice(0, at))) return ['\\}', 1];
  if (character === ']') return ['\\]', 1];
  const point = text.codePointAt(at) ?? 0;
  return [String.fromCodePoint(point), point > 0xffff ? 2 : 1];
}

function escapeAt(text: string, at: number, option: string): readonly [string, number] {
  const next = text[at + 1];
  if (next === undefined) throw bad(option, 'it ends with a backslash');
  if (next === 'A') return ['(?<![\\s\\S])', 2];
  if (next === 'z') return ['(?![\\s\\S])', 2];
  if (next === 'a') return ['\\x07', 2];
  if (next === 'C') throw bad(option, '\\C (any byte) has no counterpart here');
  if (next === 'Q') {
    const end = text.indexOf('\\E', at + 2);
    const quoted = text.slice(at + 2, end < 0 ? text.length : end);
    return [quoted.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&'), 2 + quoted.length + (end < 0 ? 0 : 2)];
  }
  const property = /^\\([pP])(?:([A-Z])|\{(\^?)([A-Za-z_]+)\})/.exec(text.slice(at));
  if (property !== null) {
    const isNegated = (property[1] === 'P') !== (property[3] === '^');
    const name = property[2] ?? property[4];
    return [`\\${isNegated ? 'P' : 'p'}{${name.length > 2 ? `Script=${name}` : name}}`, property[0].length];
  }
  const hex = /^\\x\{([0-9A-Fa-f]{1,6})\}/.exec(text.slice(at));
  if (hex !== null) return [`\\u{${hex[1]}}`, hex[0].length];
  if (/[0-9]/.test(next)) throw bad(option, 'back references are no part of RE2');
  // With the u flag only these may be escaped.
  return /[dDwWsSbBfnrtvx^$\\.*+?()[\]{}|/-]/.test(next) ? [next === '-' ? '-' : `\\${next}`, 2] : [next, 2];
}

function classAt(text: string, at: number, option: string): readonly [string, number] {
  let source = '[';
  let i = at + 1;
  if (text[i] === '^') {
    source += '^';
    i++;
  }
  for (let isFirst = true; ; isFirst = false) {
    if (i >= text.length) throw bad(option, 'a [ without its ]');
    if (text[i] === ']' && !isFirst) return [`${source}]`, i + 1 - at];
    const named = /^\[:(\^?)(\w+):\]/.exec(text.slice(i));
    if (named !== null) {
      const range = posix[named[2]];
      if (range === undefined || named[1] !== '') throw bad(option, `the class ${named[0]} is not known`);
      source += range;
      i += named[0].length;
    } else if (text[i] === '\\') {
      const [piece, length] = escapeAt(text, i, option);
      source += text[i + 1] === '-' ? '\\-' : piece;
      i += length;
    } else {
      const point = text.codePointAt(i) ?? 0;
      const character = String.fromCodePoint(point);
      source += /[[\](){}|/^]/.test(character) ? `\\${character}` : character;
      i += character.length;
    }
  }
}

function groupAt(text: string, at: number, option: string): readonly [string, number] {
  const rest = text.slice(at);
  if (rest.startsWith('(?:')) return ['(?:', 3];
  const named = /^\(\?P?<(\w+)>/.exec(rest);
  if (named !== null) return [`(?<${named[1]}>`, named[0].length];
  if (/^\(\?<?[=!]/.test(rest)) throw bad(option, 'look-around is no part of RE2');
  throw bad(option, 'flags inside the pattern have no counterpart here; put (?i) at its beginning');
}

/** True for a group that repeats and holds a repetition without bound: the shapes that can take for ever. */
function hasNestedRepetition(source: string): boolean {
  const holds: boolean[] = [];
  let last = false;
  for (let i = 0; i < source.length; i++) {
    const character = source[i];
    if (character === '\\') {
      i++;
      last = false;
    } else if (character === '[') {
      while (i < source.length && source[i] !== ']') i += source[i] === '\\' ? 2 : 1;
      last = false;
    } else if (character === '(') {
      holds.push(false);
      last = false;
    } else if (character === ')') {
      last = holds.pop() ?? false;
      if (last && holds.length > 0) holds[holds.length - 1] = true;
    } else if (character === '*' || character === '+' || /^\{\d+,\d*\}/.test(source.slice(i))) {
      if (last) return true;
      if (holds.length > 0) holds[holds.length - 1] = true;
    }
  }
  return false;
}
