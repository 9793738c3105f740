import type { Evidence } from './finding.ts';

/** A sentence of evidence with its points: positive for a leak, negative against. */
export interface Weighed extends Evidence {
  readonly points: number;
}

export function speaksFor(points: number, text: string): Weighed {
  return { isFor: true, points, text };
}

export function speaksAgainst(points: number, text: string): Weighed {
  return { isFor: false, points: -points, text };
}
