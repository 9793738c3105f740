import { spawnSync } from 'node:child_process';
import { closeSync, openSync, readFileSync, writeFileSync, writeSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@playwright/test';
import { generateTrace } from '../src/testing/generate-trace.ts';

const root = fileURLToPath(new URL('..', import.meta.url));

function unpark(args: readonly string[], input?: Uint8Array) {
  const { status, stdout, stderr } = spawnSync('node', ['dist/cli/unpark.js', 'trace', ...args], {
    cwd: root,
    input,
    maxBuffer: 1 << 28,
  });
  return { code: status, out: stdout.toString(), err: stderr.toString() };
}

/** A trace that is large enough for two threads. */
function largeTrace(path: string): string {
  const file = openSync(path, 'w');
  generateTrace({ events: 1_800_000, seed: 2 }, (piece) => writeSync(file, piece));
  closeSync(file);
  return path;
}

test('trace of a large file: two threads say what one says', ({ browserName: _ }, testInfo) => {
  const path = largeTrace(testInfo.outputPath('large.trace'));
  const { code, out, err } = unpark([path, '--json']);
  expect([code, err]).toEqual([0, '']);
  const { files, ...answer } = JSON.parse(out);
  // Standard input is read in one thread.
  const { files: asInput, ...same } = JSON.parse(unpark(['-', '--json'], readFileSync(path)).out);
  expect([files[0].bytes, asInput[0].bytes]).toEqual([sizeOf(path), sizeOf(path)]);
  expect(answer).toEqual(same);
  expect(answer.goroutines).toBeGreaterThan(2000);
  const output = testInfo.outputPath('answer.json');
  expect(unpark([path, '--json', '-o', output])).toEqual({ code: 0, out: '', err: '' });
  expect(readFileSync(output, 'utf8')).toBe(out);
});

function sizeOf(path: string): number {
  return readFileSync(path).length;
}

test('trace of a large file that is none: one line, exit code 2', ({ browserName: _ }, testInfo) => {
  const path = testInfo.outputPath('large.bin');
  writeFileSync(path, new Uint8Array(9 << 20).fill(0x5a));
  const { code, out, err } = unpark([path, '--json']);
  expect([code, out]).toEqual([2, '']);
  expect(err).toMatch(/^unpark: .*large\.bin: .*\n$/);
});

test('trace of a large file, cut: what is there, and a notice', ({ browserName: _ }, testInfo) => {
  const path = largeTrace(testInfo.outputPath('large.trace'));
  writeFileSync(path, readFileSync(path).subarray(0, 9_000_000));
  const { code, out, err } = unpark([path]);
  expect(code).toBe(0);
  expect(err).toMatch(/ends within|truncated/);
  expect(out).toContain('Never ran again');
});
