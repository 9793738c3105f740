import { describe, expect, it } from 'vitest';
import { FormatError } from '../../base/errors.ts';
import { type Random, seededRandom } from '../../testing/random.ts';
import { traceFault } from '../../testing/trace-check.ts';
import { traceCaptures } from '../../testing/trace-text/captures.ts';
import { readTraceBytes } from '../../testing/trace-text/read.ts';

type Damage = (bytes: Uint8Array, random: Random) => Uint8Array;

const damages: Readonly<Record<string, Damage>> = {
  cut: (bytes, random) => bytes.slice(0, 16 + random.below(bytes.length - 16)),
  flips: (bytes, random) => {
    const out = bytes.slice();
    for (let n = 1 + random.below(12); n > 0; n--)
      out[16 + random.below(out.length - 16)] ^= 1 << random.below(8);
    return out;
  },
  hole: (bytes, random) => {
    const from = 16 + random.below(bytes.length - 16);
    return joined(bytes.subarray(0, from), bytes.subarray(from + random.below(3000)));
  },
  doubled: (bytes, random) => {
    const from = 16 + random.below(bytes.length - 16);
    const piece = bytes.subarray(from, from + random.below(4000));
    const to = 16 + random.below(bytes.length - 16);
    return joined(bytes.subarray(0, to), piece, bytes.subarray(to));
  },
  noise: (bytes, random) => {
    const out = bytes.slice();
    const from = 16 + random.below(bytes.length - 16);
    for (let i = from; i < Math.min(out.length, from + 200); i++) out[i] = random.below(256);
    return out;
  },
};

function joined(...pieces: readonly Uint8Array[]): Uint8Array {
  const out = new Uint8Array(pieces.reduce((length, piece) => length + piece.length, 0));
  let at = 0;
  for (const piece of pieces) {
    out.set(piece, at);
    at += piece.length;
  }
  return out;
}

/** Reads what is left; what is wrong with the outcome, or ''. */
async function verdict(bytes: Uint8Array): Promise<string> {
  try {
    const trace = await readTraceBytes(bytes);
    return traceFault(trace);
  } catch (error) {
    return error instanceof FormatError ? '' : String(error);
  }
}

describe('damaged traces', { timeout: 60_000 }, () => {
  for (const [damage, apply] of Object.entries(damages)) {
    it(`(${damage}) become a trace or a FormatError`, async () => {
      const random = seededRandom(damage.length);
      for (const [name, bytes] of traceCaptures) {
        for (let n = 0; n < 8; n++) {
          const broken = apply(bytes, random);
          expect(await verdict(broken), `${name}, ${damage} ${n}`).toBe('');
        }
      }
    });
  }

  it('spliced of two different ones, too', async () => {
    const random = seededRandom(9);
    const all = [...traceCaptures.values()];
    for (let n = 0; n < 40; n++) {
      const [a, b] = [random.pick(all), random.pick(all)];
      const head = a.subarray(0, 16 + random.below(a.length - 16));
      const tail = b.subarray(16 + random.below(b.length - 16));
      expect(await verdict(joined(head, tail)), `splice ${n}`).toBe('');
    }
  });

  it('that are noise from the header on, too', async () => {
    const random = seededRandom(10);
    for (const header of ['go 1.11 trace', 'go 1.22 trace', 'go 1.26 trace']) {
      for (let n = 0; n < 40; n++) {
        const bytes = new Uint8Array(16 + random.below(4000)).map(() => random.below(n % 2 === 0 ? 256 : 60));
        bytes.set(new TextEncoder().encode(header.padEnd(16, '\0')));
        expect(await verdict(bytes), `${header} ${n}`).toBe('');
      }
    }
  });
});
