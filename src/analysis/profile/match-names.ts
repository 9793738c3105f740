import type { Pace } from '../../base/pace.ts';
import { compileRe2 } from '../regexp/re2.ts';
import { frameNames } from './call-tree.ts';
import type { Filtered } from './filtered.ts';
import { nodeTable } from './nodes.ts';
import type { ProfileQuestion } from './question.ts';

export interface MatchQuestion extends ProfileQuestion {
  /** RE2 syntax, or (not `isRegexp`) a part of the name in any case. */
  readonly pattern: string;
  readonly isRegexp: boolean;
}

export interface MatchAnswer {
  /** 1 per name that matches, parallel to `names` of the flame graph of the same question. */
  readonly matches: Uint8Array;
}

/** Names are matched as shown, and by their file. */
export async function matchNames(
  filtered: Filtered,
  question: MatchQuestion,
  pace: Pace,
): Promise<MatchAnswer> {
  const nodes = nodeTable(filtered.subject.symbols, question);
  const { names } = await frameNames(filtered, nodes, question, pace);
  const test = testOf(question);
  const matches = new Uint8Array(names.length);
  for (let i = 0; i < names.length; i++) {
    if (test(names[i].text) || test(names[i].file)) matches[i] = 1;
    if ((i & 1023) === 0 && pace.isDue()) await pace.breathe(i, names.length);
  }
  return { matches };
}

function testOf({ pattern, isRegexp }: MatchQuestion): (text: string) => boolean {
  if (isRegexp) {
    const matcher = compileRe2(pattern, 'search');
    return (text) => matcher.test(text);
  }
  const wanted = pattern.toLowerCase();
  return (text) => text.toLowerCase().includes(wanted);
}
