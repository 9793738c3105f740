import { duration } from '../../../../base/figures.ts';
import { speaksFor } from '../../../leaks/weigh.ts';
import { type TroubleRule, wholeProgram } from './rule.ts';

const long = 20e6;
const veryLong = 100e6;

/** The world stood still for so long that requests feel it: usually a goroutine in a loop without a safe point, or a machine without CPU to spare. */
export const longStop: TroubleRule = {
  id: 'long-stop',
  pattern: 'The world was stopped for long',
  fix: 'Stops wait until every running goroutine reaches a safe point: look for tight loops and long cgo calls before the stop, for calls of runtime.ReadMemStats and of goroutine profiles, and for a CPU quota below GOMAXPROCS.',
  reference: 'https://go.dev/doc/gc-guide#Latency',
  find: ({ gc }) => {
    const stops = gc.stops.filter(({ ns }) => ns >= long);
    if (stops.length === 0) return [];
    const worst = stops.reduce((most, stop) => (stop.ns > most.ns ? stop : most));
    const total = gc.stops.reduce((sum, { ns }) => sum + ns, 0);
    const others = stops.length === 1 ? '' : `, ${stops.length} times for over ${duration(long)}`;
    return [
      {
        ...wholeProgram,
        title: `The world was stopped for ${duration(worst.ns)} (${worst.name})${others}`,
        confidence: worst.ns >= veryLong || stops.length >= 5 ? 'likely' : 'possible',
        score: worst.ns / 1e6,
        evidence: [
          speaksFor(20, `The longest stop took ${duration(worst.ns)}.`),
          speaksFor(10, `All ${gc.stops.length} stops together took ${duration(total)}.`),
        ],
        window: { startNs: worst.startNs, endNs: worst.startNs + worst.ns },
      },
    ];
  },
};
