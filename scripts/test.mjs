// Everything the project promises, in one command: types, lint, unit and browser tests, build, size, dead code, e2e.
// The last line is "N passed, N failed". `node scripts/test.mjs unit e2e` runs only those steps; --corpus adds the
// checks against the corpus of real captures.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { findBrowser } from './browser.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const reports = `${root}test-results/reports`;
const bin = (name) => `${root}node_modules/.bin/${name}`;
const started = Date.now();
let passed = 0;
let failed = 0;

const steps = {
  types: () =>
    ['tsconfig.json', 'tsconfig.core.json', 'tsconfig.node.json'].every((config) =>
      run(bin('tsc'), ['-p', config]),
    ),
  lint: () => run(bin('biome'), ['check', '--error-on-warnings', '--max-diagnostics=40', '.']),
  unit: () => vitest('unit'),
  browser: () => vitest('browser'),
  build: () =>
    run(bin('vite'), ['build', '--logLevel', 'warn']) &&
    run(bin('vite'), ['build', '--mode', 'cli', '--logLevel', 'warn']),
  size: () => run(process.execPath, ['scripts/size.mjs']),
  'dead-code': () => run(bin('knip'), ['--no-progress']),
  e2e: () => playwright(),
  corpus: () => vitest('corpus'),
};

const flags = process.argv.slice(2);
const named = flags.filter((flag) => flag in steps);
const chosen =
  named.length > 0
    ? named
    : Object.keys(steps).filter((name) => name !== 'corpus' || flags.includes('--corpus'));

rmSync(reports, { recursive: true, force: true });
mkdirSync(reports, { recursive: true });
if (chosen.some((name) => name === 'browser' || name === 'e2e'))
  process.env.CHROMIUM_PATH = await findBrowser();

for (const name of chosen) {
  const from = Date.now();
  console.log(`\n── ${name}`);
  const result = steps[name]();
  const counts = typeof result === 'boolean' ? { passed: result ? 1 : 0, failed: result ? 0 : 1 } : result;
  passed += counts.passed;
  failed += counts.failed;
  console.log(
    `── ${name}: ${counts.passed} passed, ${counts.failed} failed, ${((Date.now() - from) / 1000).toFixed(1)} s`,
  );
}

console.log(`\n${((Date.now() - started) / 1000).toFixed(0)} s`);
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 || passed === 0 ? 1 : 0;

function run(command, args) {
  return spawnSync(command, args, { cwd: root, stdio: 'inherit' }).status === 0;
}

/** Runs one vitest project; a crash without a report is one failure. */
function vitest(project) {
  const file = `${reports}/${project}.json`;
  const ok = run(bin('vitest'), [
    'run',
    '--project',
    project,
    '--reporter=dot',
    '--reporter=json',
    `--outputFile.json=${file}`,
  ]);
  const report = readReport(file);
  if (report === null) return { passed: 0, failed: 1 };
  const broken = report.testResults.filter(
    (suite) => suite.status === 'failed' && suite.assertionResults.length === 0,
  ).length;
  const bad = report.numFailedTests + broken;
  return { passed: report.numPassedTests, failed: bad === 0 && !ok ? 1 : bad };
}

function playwright() {
  const file = `${reports}/e2e.json`;
  process.env.PLAYWRIGHT_JSON_OUTPUT_NAME = file;
  const ok = run(bin('playwright'), ['test', '--reporter=line,json']);
  const report = readReport(file);
  if (report === null) return { passed: 0, failed: 1 };
  const bad = report.stats.unexpected + report.errors.length;
  return { passed: report.stats.expected + report.stats.flaky, failed: bad === 0 && !ok ? 1 : bad };
}

function readReport(file) {
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : null;
}
