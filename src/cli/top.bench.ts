// `unpark top --json` against `go tool pprof -top`: whole processes, in pairs, on a generated heap profile of 262,144
// stacks. Needs Go; without it only our own time is told.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { build } from 'vite';
import { generatePprof } from '../testing/generate-pprof.ts';

const pairs = 7;
// Certificates that a machine adds for its own network are parsed by Node before our first line: here, 33 ms of 310.
const { NODE_EXTRA_CA_CERTS: _, ...env } = process.env;
const folder = mkdtempSync(join(tmpdir(), 'unpark-top-'));
const path = join(folder, 'heap.pb.gz');
const content = generatePprof({ samples: 262_144, stacks: 262_144, functions: 20_000, depth: 22, seed: 1 });
writeFileSync(path, gzipSync(content));
const cli = join(process.cwd(), 'node_modules/.cache/top-bench');
await build({ mode: 'cli', logLevel: 'error', build: { outDir: cli, emptyOutDir: true } });

const pprof = spawnSync('go', ['tool', '-n', 'pprof'], { encoding: 'utf8' }).stdout?.trim() ?? '';
const ours: number[] = [];
const theirs: number[] = [];
for (let pair = 0; pair <= pairs; pair++) {
  const own = wallMs(process.execPath, [join(cli, 'unpark.js'), 'top', path, '--json']);
  const other = pprof === '' ? Number.NaN : wallMs(pprof, ['-top', '-trim=false', path]);
  // The first pair warms up.
  if (pair > 0) {
    ours.push(own);
    theirs.push(other);
  }
}
rmSync(folder, { recursive: true, force: true });
const ratios = ours.map((own, i) => own / theirs[i]);
console.log(
  `${(content.length / 2 ** 20).toFixed(1)} MiB, 262,144 stacks: unpark top --json ${median(ours).toFixed(0)} ms` +
    (pprof === ''
      ? ' (no Go here to compare with)'
      : `, go tool pprof -top ${median(theirs).toFixed(0)} ms; ratio of the pairs, median ${median(ratios).toFixed(3)}`),
);

function wallMs(command: string, words: readonly string[]): number {
  const start = performance.now();
  const { status, stderr } = spawnSync(command, [...words], { maxBuffer: 1 << 28, env });
  if (status !== 0) throw new Error(`${command}: ${stderr}`);
  return performance.now() - start;
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[values.length >> 1];
}
