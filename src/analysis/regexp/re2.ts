import { QueryError } from '../../base/errors.ts';
import { Machine } from './machine.ts';
import { parseRe2, SyntaxFault } from './parse.ts';
import { compileProgram } from './program.ts';

/** What one expression may spend on matching in all. */
const budgetMs = 2000;
const maxPattern = 5000;

/** Matches texts by an expression of RE2's syntax, unanchored; each text is matched once. */
export interface Matcher {
  test(text: string): boolean;
}

/**
 * Compiles an expression as Go's regexp package would. Matching takes time in proportion to the text, whatever the
 * expression: there is no backtracking. `option` names the expression in errors. Throws `QueryError('bad-argument')`
 * for what Go refuses, and `test` throws `QueryError('over-budget')` after two seconds in all.
 */
export function compileRe2(pattern: string, option: string): Matcher {
  if (pattern.length > maxPattern) throw bad(option, `it is longer than ${maxPattern} characters`);
  if (/^[\w/ :,;<>@#%&=!~"'-]*$/.test(pattern)) return { test: (text) => text.includes(pattern) };
  const machine = new Machine(programOf(pattern, option), budgetMs, () => {
    throw new QueryError(
      'over-budget',
      `${option}: matching took more than ${budgetMs / 1000} s and was stopped; make the expression simpler`,
    );
  });
  const known = new Map<string, boolean>();
  return {
    test: (text) => {
      const before = known.get(text);
      if (before !== undefined) return before;
      const isMatch = machine.test(text);
      known.set(text, isMatch);
      return isMatch;
    },
  };
}

function programOf(pattern: string, option: string): ReturnType<typeof compileProgram> {
  try {
    return compileProgram(parseRe2(pattern));
  } catch (error) {
    if (error instanceof SyntaxFault) throw bad(option, `${error.message}, in ${pattern}`);
    throw error;
  }
}

function bad(option: string, detail: string): QueryError {
  return new QueryError('bad-argument', `${option}: ${detail}`);
}
