import { expect, test } from 'vitest';
import { tellTimes } from './order.ts';

const ofFile = (timeMs: number | null) => ({ timeMs, isOfFile: true });
const captured = (timeMs: number) => ({ timeMs, isOfFile: false });

test.each([
  ['captures a moment apart', [captured(5), captured(6)], true],
  ['captures of the same moment', [captured(5), captured(5)], false],
  ['dates of files a second apart', [ofFile(1000), ofFile(2000)], true],
  ['dates of copies', [ofFile(1000), ofFile(1002)], false],
  ['a capture, and a copy soon after', [captured(1000), ofFile(1500)], false],
  ['times that fall', [ofFile(9000), ofFile(2000)], false],
  ['one that is not known', [captured(1), ofFile(null)], false],
] as const)('%s: %j', (_, moments, isTold) => expect(tellTimes(moments)).toBe(isTold));
