import type { LaneKind } from '../../analysis/timeline/lanes.ts';
import type { TimeWindow } from '../../layout/timeline/window.ts';

export { duration } from '../../base/figures.ts';

/** A point of the trace, to the nanosecond where that matters: '2.034517 s'. */
export function moment(ns: number): string {
  return `${(ns / 1e9).toFixed(6)} s`;
}

/** 'start-end' in ns, as addresses carry it; null for anything else. */
export function windowOf(text: string | null): TimeWindow | null {
  const match = text === null ? null : /^(\d+(?:\.\d+)?)-(\d+(?:\.\d+)?)$/.exec(text);
  if (match === null) return null;
  const window = { startNs: Number(match[1]), endNs: Number(match[2]) };
  return window.endNs > window.startNs ? window : null;
}

export function windowText(window: TimeWindow): string {
  return `${Math.floor(window.startNs)}-${Math.ceil(window.endNs)}`;
}

export interface Selected {
  readonly by: LaneKind;
  /** The runtime's id. */
  readonly id: number;
  readonly atNs: number;
}

/** 'goroutine:12@3400'; null for anything else. */
export function selectedOf(text: string | null): Selected | null {
  const match = text === null ? null : /^(goroutine|proc|thread|task):(\d+)@(\d+)$/.exec(text);
  if (match === null) return null;
  return { by: match[1] as LaneKind, id: Number(match[2]), atNs: Number(match[3]) };
}

export function selectedText(selected: Selected): string {
  return `${selected.by}:${selected.id}@${Math.round(selected.atNs)}`;
}

const units: Readonly<Record<string, number>> = { s: 1e9, ms: 1e6, µs: 1e3, us: 1e3, ns: 1 };

/** '1.5s', '300 ms' in ns; null for what is no time. */
export function timeOfText(text: string): number | null {
  const match = /^(\d+(?:\.\d+)?)\s*(s|ms|µs|us|ns)$/.exec(text.trim());
  return match === null ? null : Number(match[1]) * units[match[2]];
}
