import { noProgress } from '../../base/pace.ts';
import { bytesSource } from '../../base/source.ts';
import type { Goroutines } from '../../model/goroutines.ts';
import { generateDump } from '../../testing/generate-dump.ts';
import { goroutineTextReader } from './reader.ts';

/** Reads a 64 MiB dump of 200,000 goroutines and 65,000 stacks; the yardstick is a scan for line ends. */
const bytes = generateDump({ goroutines: 200_000, stacks: 65_000, maxBytes: 64 << 20, seed: 1 });
const context = { bytesGiven: bytes.length, onProgress: noProgress, signal: new AbortController().signal };

function scan(): number {
  let lines = 0;
  for (let pos = bytes.indexOf(10); pos >= 0; pos = bytes.indexOf(10, pos + 1)) lines++;
  return lines;
}

const mebi = bytes.length / (1 << 20);

function megabytes(): number {
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return (heapUsed + arrayBuffers) / (1 << 20);
}

async function read(): Promise<Goroutines> {
  const documents = (await goroutineTextReader.read(
    bytesSource(bytes, 'dump.txt'),
    context,
  )) as readonly Goroutines[];
  return documents[0];
}

for (let round = 0; round < 4; round++) {
  globalThis.gc?.();
  const before = megabytes();
  const start = performance.now();
  const lines = scan();
  const scanned = performance.now();
  const dump = await read();
  const done = performance.now();
  const peak = megabytes();
  globalThis.gc?.();
  const kept = megabytes();
  console.log(
    `${mebi.toFixed(0)} MiB, ${dump.goroutines.length} goroutines, ${dump.symbols.stacks.length} stack rows, ${lines} lines: ` +
      `${(done - scanned).toFixed(0)} ms (${((mebi * 1000) / (done - scanned)).toFixed(0)} MiB/s), ` +
      `${((done - scanned) / (scanned - start)).toFixed(1)} times a scan for line ends; ` +
      `with the file ${((peak - before) / mebi + 1).toFixed(1)} times its size at the end, ${((kept - before) / mebi).toFixed(1)} kept beside it`,
  );
}
