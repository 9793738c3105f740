import { FormatError } from '../../base/errors.ts';
import { seededRandom } from '../../testing/random.ts';
import { hostileNames, hostileReport, serviceReport } from '../testdata/generate-report.ts';
import { mutated } from '../testdata/mutate.ts';
import { decodeLink, encodeLink } from './link.ts';

/** 100,000 seeded changes of valid links: each is refused or shown, at once; and how long a good link takes. */
const links = [
  encodeLink(serviceReport(3)),
  encodeLink(serviceReport(30)),
  encodeLink(serviceReport(100)),
  ...hostileNames.map((name) => encodeLink(hostileReport(name))),
];
const random = seededRandom(100).next;
const count = 100_000;
let refused = 0;
let longestMs = 0;
for (let i = 0; i < count; i++) {
  const link = mutated(links[i % links.length], random);
  const { ms, isRefused } = timed(link);
  if (isRefused) refused++;
  // A slow one is read again: a busy machine is slow by chance, a bad link always.
  const again = ms < 10 ? ms : Math.min(ms, ...[1, 2, 3, 4].map(() => timed(link).ms));
  longestMs = Math.max(longestMs, again);
}
console.log(
  `${count} changed links: ${refused} refused, ${count - refused} shown, none threw anything else; the slowest took ${longestMs.toFixed(1)} ms`,
);

function timed(link: string): { readonly ms: number; readonly isRefused: boolean } {
  const start = performance.now();
  let isRefused = false;
  try {
    decodeLink(link);
  } catch (error) {
    if (!(error instanceof FormatError)) throw error;
    isRefused = true;
  }
  return { ms: performance.now() - start, isRefused };
}

for (const findings of [30, 100, 1_000]) {
  const report = serviceReport(findings);
  const start = performance.now();
  const link = encodeLink(report);
  const encoded = performance.now();
  decodeLink(link);
  const decoded = performance.now();
  console.log(
    `${findings} findings: ${link.length} characters, ${(encoded - start).toFixed(1)} ms to make, ${(decoded - encoded).toFixed(1)} ms to read`,
  );
}
