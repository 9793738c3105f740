import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../testing/random.ts';
import { compileRe2 } from './re2.ts';

function matches(pattern: string, text: string): boolean {
  return compileRe2(pattern, 'focus').test(text);
}

/** As `regexp.MatchString` of Go 1.26 answers. */
const cases: readonly (readonly [string, string, boolean])[] = [
  ['main', 'runtime.main', true],
  ['^main', 'runtime.main', false],
  ['main$', 'runtime.main', true],
  ['main\\z', 'runtime.main\n', false],
  ['main$', 'runtime.main\n', false],
  ['(?m)main$', 'runtime.main\n', true],
  ['(?i)SERVE', 'net/http.(*conn).serve', true],
  ['net(?i:HTTP)', 'nethttp', true],
  ['net(?i:HTTP)', 'NEThttp', false],
  ['a(?i)b|c', 'C', true],
  ['(a(?i)b)c', 'aBC', false],
  ['(?i)k', '\u212a', true],
  ['(?i)[^a]b', 'Ab', false],
  ['\\Q(*conn).serve\\E', 'net/http.(*conn).serve', true],
  ['\\Qa.b', 'axb', false],
  ['[[:upper:]]\\w+$', 'pkg.Do', true],
  ['[[:^alpha:]]', 'abc', false],
  ['[^[:alpha:][:space:]]', 'ab c', false],
  ['\\pL', 'é', true],
  ['\\p{Greek}', 'λ', true],
  ['\\P{Greek}', 'λ', false],
  ['[\\p{Lu}\\d]', 'x', false],
  ['x{2,3}y', 'axxy', true],
  ['x{2}y', 'axy', false],
  ['x{,2}', 'x{,2}', true],
  ['a{2', 'a{2', true],
  ['.', '\n', false],
  ['(?s).', '\n', true],
  ['\\bServe\\b', 'http.Serve(', true],
  ['\\BServe', 'xServe', true],
  ['[a\\]b]', ']', true],
  ['[]a]', ']', true],
  ['[a-]', '-', true],
  ['\\x{1F600}', '😀', true],
  ['^.$', '😀', true],
  ['\\101', 'A', true],
  ['(?P<name>a)(?:b)', 'ab', true],
  ['(?U)a+?', 'a', true],
  ['', 'anything', true],
  ['a||b', '', true],
  ['(|a)*', 'b', true],
  ['^(?:a|ab)(?:c|bcd)$', 'abcd', true],
  ['func\\d+(\\.\\d+)*$', 'main.main.func2.1', true],
];

describe('RE2 expressions', () => {
  it.each(cases)('%s on %j: %s', (pattern, text, expected) => {
    expect(matches(pattern, text)).toBe(expected);
  });

  it.each([
    ['a**', 'nested repetition'],
    ['*a', 'missing argument'],
    ['(a', 'missing closing )'],
    ['a)', 'unexpected )'],
    ['[a', 'missing closing ]'],
    ['a\\', 'trailing backslash'],
    ['(a)\\1', 'invalid escape sequence'],
    ['(?=a)', 'unsupported Perl syntax'],
    ['(?<!a)b', 'unsupported Perl syntax'],
    ['a{1001}', 'invalid repeat count'],
    ['a{3,2}', 'invalid repeat count'],
    ['[b-a]', 'invalid character class range'],
    ['[[:nope:]]', 'invalid character class range'],
    ['\\p{Nope}', 'invalid character class range'],
    ['\\C', 'invalid escape sequence'],
    ['((((a{100}){100}){100}){100})', 'too large'],
    ['('.repeat(2000) + ')'.repeat(2000), 'nests too deeply'],
  ])('%s is refused: %s', (pattern, words) => {
    expect(() => compileRe2(pattern, 'focus')).toThrow(words);
  });

  it.each(['(a+)+$', '(a|a)*b', '(a|aa)+c', '(.*)*x', '\\w*\\w*\\w*\\w*\\w*!'])(
    '%s cannot run for ever',
    (pattern) => {
      expect(matches(pattern, 'a'.repeat(20_000))).toBe(pattern === '(a+)+$');
    },
  );

  it('stops when matching takes too long', () => {
    const matcher = compileRe2('(?:a?){900}(?:b?){900}(?:c?){900}x', 'hide');
    expect(() => matcher.test('abc'.repeat(2_000_000))).toThrow('hide: matching took more than 2 s');
  });

  it('agrees with JavaScript where both mean the same', () => {
    const random = seededRandom(11);
    const pieces = [
      'a',
      'b',
      '.',
      'a*',
      'b+',
      '(a|b)',
      '(ab?)*',
      '[ab]',
      '[^a]',
      'a{1,2}',
      '^',
      '$',
      '(?:b|)',
    ];
    for (let round = 0; round < 3000; round++) {
      const pattern = Array.from({ length: 1 + random.below(5) }, () => random.pick(pieces)).join('');
      const text = Array.from({ length: random.below(7) }, () => random.pick(['a', 'b', 'c'])).join('');
      expect([pattern, text, matches(pattern, text)]).toEqual([
        pattern,
        text,
        new RegExp(pattern, 'u').test(text),
      ]);
    }
  });
});
