import { describe, expect, it } from 'vitest';
import { jsonPieces } from './json-pieces.ts';

describe('JSON in pieces', () => {
  const row = (n: number) => ({ id: n, name: `f"${n}`, left: undefined });
  const answers: readonly object[] = [
    {},
    { a: 1, b: undefined, c: null, d: [], e: { f: [1, undefined, 'x'] } },
    { few: Array.from({ length: 2000 }, (_, n) => row(n)) },
    {
      before: 1,
      many: Array.from({ length: 4801 }, (_, n) => row(n)),
      after: ['x'],
      last: Array(2001).fill(7),
    },
  ];
  for (const [index, answer] of answers.entries()) {
    it(`is the same text as in one (${index})`, () => {
      expect(Buffer.concat([...jsonPieces(answer)]).toString()).toBe(`${JSON.stringify(answer)}\n`);
    });
  }

  it('cuts long lists', () => expect([...jsonPieces(answers[3])]).toHaveLength(8));
});
