import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { expect, test } from '@playwright/test';

const root = fileURLToPath(new URL('..', import.meta.url));
const file = 'e2e/files/small-1.27.trace.gz';

function unpark(args: readonly string[], input?: Uint8Array) {
  const { status, stdout, stderr } = spawnSync('node', ['dist/cli/unpark.js', 'trace', ...args], {
    cwd: root,
    input,
  });
  return { code: status, out: stdout, err: stderr.toString() };
}

test('trace: who never ran again, what leaks, where the time went', () => {
  const { code, out, err } = unpark([file]);
  expect([code, err]).toEqual([0, '']);
  const text = out.toString();
  expect(text).toContain('3,620 events');
  expect(text).toMatch(/Never ran again: 161 goroutines\n\s+100 {2}chan receive\s+main\.growLeak/);
  expect(text).toContain('certain: Nil channel · 1');
  expect(text).toMatch(/GC: 4 collections/);
});

test('trace --json: the figures of the contract, with findings', () => {
  const trace = JSON.parse(unpark([file, '--json']).out.toString());
  expect(trace).toMatchObject({
    unpark: 1,
    notices: [],
    header: 'go 1.26 trace',
    goroutines: 233,
    alive: 173,
    gcs: 4,
  });
  expect(trace.files).toMatchObject([{ format: 'gotrace', kind: 'trace' }]);
  expect(trace.parked[0]).toMatchObject({ count: 100, wait: 'chan receive', root: 'main.growLeak' });
  const grown = trace.byStart.find(({ start }: { start: string }) => start === 'main.growLeak');
  expect(grown).toMatchObject({ n: 100, alive: 100 });
  const leak = trace.findings.find(({ root: name }: { root: string }) => name === 'main.growLeak');
  expect(leak).toMatchObject({ about: 'leak', confidence: 'likely', wait: 'chan receive', counts: [100] });
  expect(leak.createdBy.function).toBe('main.main');
  const { perG } = JSON.parse(unpark([file, '--json', '--per-goroutine']).out.toString());
  expect(perG).toHaveLength(233);
});

test('trace --profile: pprof that the other commands read, with what go tool trace leaves out labelled', () => {
  const { code, out, err } = unpark([file, '--reference-times', '--profile', 'sync']);
  expect(code).toBe(0);
  expect(err).toContain("pprof -tagignore='never ended|before'");
  const { status, stdout } = spawnSync(
    'node',
    ['dist/cli/unpark.js', 'top', '-', '--json', '--tagignore', 'never ended|before'],
    { cwd: root, input: out },
  );
  expect(status).toBe(0);
  const table = JSON.parse(stdout.toString());
  expect(table.sampleType).toEqual({ type: 'delay', unit: 'nanoseconds' });
  // go tool trace -pprof=sync, go1.26.8: 4,522,675,071 ns in 55 waits.
  const flat = table.rows.reduce((sum: number, row: { flat: number }) => sum + row.flat, 0);
  expect(flat).toBe(4_522_675_071);
});

test('a trace cut short is told as far as it goes; what is no trace is one line and exit code 2', () => {
  const bytes = gunzipSync(readFileSync(`${root}${file}`));
  const cut = unpark(['-', '--json'], bytes.subarray(0, bytes.length * 0.7));
  expect(cut.code).toBe(0);
  const { notices, goroutines } = JSON.parse(cut.out.toString());
  expect(notices.length).toBeGreaterThan(0);
  expect(goroutines).toBeGreaterThan(100);
  const other = unpark(['e2e/files/ctx-0.txt.gz']);
  expect([other.code, other.err]).toEqual([2, expect.stringContaining('not an execution trace')]);
  expect(other.err.trimEnd().split('\n')).toHaveLength(1);
  expect(unpark([file, '--profile', 'heap']).code).toBe(2);
  expect(unpark([file, '--profile', 'net', '--json']).code).toBe(2);
});
