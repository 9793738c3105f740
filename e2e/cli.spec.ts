import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { expect, test } from '@playwright/test';

const root = fileURLToPath(new URL('..', import.meta.url));
const dump = 'goroutine 7 [chan receive, 41 minutes]:\nmain.watch()\n\t/src/main.go:3 +0x1\n';

/** The built command line, as a user runs it. */
function unpark(
  args: readonly string[],
  input?: string | Uint8Array,
): { code: number | null; out: string; err: string } {
  const { status, stdout, stderr } = spawnSync('node', ['dist/cli/unpark.js', ...args], { cwd: root, input });
  return { code: status, out: stdout.toString(), err: stderr.toString() };
}

const snapshots = ['e2e/files/ctx-0.txt.gz', 'e2e/files/ctx-2.txt.gz', 'e2e/files/ctx-4.txt.gz'];

test('report: the leak is found, and fails a build only if asked to', () => {
  const { code, out } = unpark(['report', ...snapshots, '--json']);
  expect(code).toBe(0);
  const report = JSON.parse(out);
  expect(report.unpark).toBe(1);
  expect(report.files).toHaveLength(3);
  expect(report.snapshots.map(({ file }: { file: string }) => file)).toEqual(snapshots);
  expect(report.findings[0]).toMatchObject({ function: 'main.waitDone', wait: 'chan receive' });
  expect(['certain', 'likely']).toContain(report.findings[0].confidence);
  expect(unpark(['report', ...snapshots, '--fail-on', 'leak']).code).toBe(1);
  expect(unpark(['report', ...snapshots, '--fail-on', '100000']).code).toBe(0);
  const steady = ['e2e/files/tickers-0.txt.gz', 'e2e/files/tickers-4.txt.gz'];
  expect(unpark(['report', ...steady, '--fail-on', 'leak']).code).toBe(0);
});

test("report: the runtime's own leak profile alone is certain", () => {
  for (const file of [
    'src/formats/pprof/testdata/goroutineleak-go1.27.pb.gz',
    'src/formats/legacy-text/testdata/goroutineleak-go1.27.txt',
  ]) {
    const report = JSON.parse(unpark(['report', file, '--json']).out);
    expect(report.snapshots).toHaveLength(1);
    expect(report.findings.length).toBeGreaterThan(0);
    for (const { confidence } of report.findings) expect(confidence).toBe('certain');
  }
});

test('goroutines: gzipped standard input, groups that add up', () => {
  const dumps = [7, 8, 9].map((id) => dump.replace('goroutine 7', `goroutine ${id}`)).join('\n');
  const { code, out } = unpark(['goroutines', '-', '--json'], gzipSync(dumps));
  expect(code).toBe(0);
  const { groups, total } = JSON.parse(out);
  expect(total).toBe(3);
  expect(groups).toHaveLength(1);
  expect(groups[0]).toMatchObject({ count: 3, state: 'waiting', wait: 'chan receive', waitInferred: false });
  expect(groups[0].stack).toEqual([{ function: 'main.watch', file: '/src/main.go', line: 3 }]);
});

test('what cannot be read is one line on standard error, and exit code 2', () => {
  for (const input of [
    '',
    '<!doctype html><html><h1>404</h1></html>',
    'Unknown profile\n',
    '\x7fELF\x02\x01\x01',
    '{"error":"no"}',
  ]) {
    const { code, out, err } = unpark(['report', '-'], input);
    expect(code).toBe(2);
    expect(out).toBe('');
    expect(err.trimEnd().split('\n')).toHaveLength(1);
    expect(err).toContain('stdin');
  }
  expect(unpark(['report', 'no/such/file']).err).toContain('no such file');
  expect(unpark(['goroutines']).code).toBe(2);
  expect(unpark(['report', ...snapshots, '--fail-on', 'often']).code).toBe(2);
});

test('a file cut short is reported as far as it goes, with a notice', () => {
  const whole = readFileSync(`${root}${snapshots[0]}`);
  const { code, out } = unpark(['goroutines', '-', '--json'], whole.subarray(0, whole.length * 0.7));
  expect(code).toBe(0);
  const { notices, total } = JSON.parse(out);
  expect(total).toBeGreaterThan(0);
  expect(notices.map(({ code: kind }: { code: string }) => kind)).toContain('gzip-truncated');
});
