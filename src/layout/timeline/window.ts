/** A part of a trace, in nanoseconds since its start. `end` is after `start`. */
export interface TimeWindow {
  readonly startNs: number;
  readonly endNs: number;
}

/** Narrower than this there is nothing to see: the clocks tick in nanoseconds. */
const narrowestNs = 20;

/** The window moved and widened as little as it takes to lie in `[0, durationNs]` and to be wide enough. */
export function clampWindow(window: TimeWindow, durationNs: number): TimeWindow {
  const whole = Math.max(durationNs, narrowestNs);
  const width = Math.min(whole, Math.max(narrowestNs, window.endNs - window.startNs));
  const startNs = Math.min(Math.max(0, window.startNs), whole - width);
  return { startNs, endNs: startNs + width };
}

/** `factor` below 1 zooms in; the time at `anchorNs` stays where it is on screen. */
export function zoomWindow(
  window: TimeWindow,
  factor: number,
  anchorNs: number,
  durationNs: number,
): TimeWindow {
  const width = window.endNs - window.startNs;
  const next = Math.min(Math.max(durationNs, narrowestNs), Math.max(narrowestNs, width * factor));
  const share = width > 0 ? (anchorNs - window.startNs) / width : 0.5;
  const startNs = anchorNs - share * next;
  return clampWindow({ startNs, endNs: startNs + next }, durationNs);
}

export function panWindow(window: TimeWindow, byNs: number, durationNs: number): TimeWindow {
  return clampWindow({ startNs: window.startNs + byNs, endNs: window.endNs + byNs }, durationNs);
}

/** A window that shows `[startNs, endNs]` with some air around it. */
export function windowAround(startNs: number, endNs: number, durationNs: number, air = 0.15): TimeWindow {
  const pad = Math.max(endNs - startNs, narrowestNs) * air;
  return clampWindow({ startNs: startNs - pad, endNs: endNs + pad }, durationNs);
}

export function xOf(ns: number, window: TimeWindow, widthCss: number): number {
  return ((ns - window.startNs) / (window.endNs - window.startNs)) * widthCss;
}

export function timeAt(xCss: number, window: TimeWindow, widthCss: number): number {
  return window.startNs + (xCss / widthCss) * (window.endNs - window.startNs);
}
