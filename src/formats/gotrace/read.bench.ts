import { spawn, spawnSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync, statSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'vite';
import { generateTrace } from '../../testing/generate-trace.ts';
import { generateOldTrace } from '../../testing/generate-trace-v1.ts';

/**
 * `unpark trace --json` over generated traces of 20 million events, as a process of its own, beside Go's own reader
 * where there is a Go: wall time, processor time (the fairer one on a busy machine), and the most memory it had. One as
 * Go 1.26 writes it, and two as Go 1.21 does: of busy procs, and of procs that often have nothing to do, as in most
 * real ones.
 */
const events = 20_000_000;
const traces: Readonly<Record<string, (write: (piece: Uint8Array) => void) => void>> = {
  '1.26': (write) => generateTrace({ events, seed: 1 }, write),
  '1.21': (write) => generateOldTrace({ events, seed: 1 }, write),
  '1.21, idle procs': (write) => generateOldTrace({ events, seed: 1, idle: 0.75 }, write),
};
const rounds = 3;
const folder = mkdtempSync(join(tmpdir(), 'unpark-trace-'));
const file = join(folder, 'generated.trace');

interface Run {
  readonly seconds: number;
  /** Of the processor, by user and system; 0 where /proc is not. */
  readonly cpu: number;
  /** Peak resident memory; 0 where /proc is not. */
  readonly bytes: number;
}

function writeTrace(generate: (write: (piece: Uint8Array) => void) => void): number {
  const out = openSync(file, 'w');
  generate((piece) => writeSync(out, piece));
  closeSync(out);
  return statSync(file).size;
}

async function run(command: string, args: readonly string[]): Promise<Run> {
  const start = performance.now();
  const child = spawn(command, args, { stdio: ['ignore', 'ignore', 'inherit'] });
  let bytes = 0;
  let cpu = 0;
  const watch = setInterval(() => {
    bytes = Math.max(bytes, peakOf(child.pid));
    cpu = Math.max(cpu, cpuOf(child.pid));
  }, 20);
  const code = await new Promise((resolve) => child.on('close', resolve));
  clearInterval(watch);
  if (code !== 0) throw new Error(`${command} ended with ${code}`);
  return { seconds: (performance.now() - start) / 1000, cpu, bytes };
}

function peakOf(pid: number | undefined): number {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    return Number(/VmHWM:\s+(\d+) kB/.exec(status)?.[1] ?? 0) * 1024;
  } catch {
    return 0;
  }
}

function cpuOf(pid: number | undefined): number {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1].split(' ');
    return (Number(fields[11]) + Number(fields[12])) / 100;
  } catch {
    return 0;
  }
}

/** The reference reader as a program, or null where there is no Go. */
function referenceReader(): string | null {
  const program = join(folder, 'reference');
  const { status } = spawnSync('go', ['build', '-C', 'scripts/trace-reference', '-o', program, '.'], {
    stdio: ['ignore', 'ignore', 'ignore'],
  });
  return status === 0 ? program : null;
}

const mega = (bytes: number): string => (bytes / 1e6).toFixed(0);

try {
  // Within the checkout, where its dependencies are found.
  const outDir = 'node_modules/.cache/bench/cli';
  await build({ mode: 'cli', logLevel: 'error', build: { outDir, emptyOutDir: true } });
  const reference = referenceReader();
  if (reference === null) console.log('no Go here, or no module proxy: without the reference reader');
  for (const [name, generate] of Object.entries(traces)) {
    const size = writeTrace(generate);
    for (let round = 0; round < rounds; round++) {
      const go = reference === null ? null : await run(reference, [file]);
      const ours = await run(process.execPath, [join(outDir, 'unpark.js'), 'trace', '--json', file]);
      const beside = (of: 'seconds' | 'cpu'): string =>
        go === null ? '' : ` (${(ours[of] / go[of]).toFixed(2)} of Go's ${go[of].toFixed(2)} s)`;
      console.log(
        `Go ${name}, ${mega(size)} MB: ${ours.seconds.toFixed(2)} s${beside('seconds')}, ` +
          `${ours.cpu.toFixed(2)} s of processor time${beside('cpu')}; ` +
          `at most ${mega(ours.bytes)} MB, ${(ours.bytes / size).toFixed(2)} times the file`,
      );
    }
  }
} finally {
  rmSync(folder, { recursive: true });
}
