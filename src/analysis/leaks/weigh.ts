import type { Evidence } from './finding.ts';

/** A sentence of evidence with its points: positive for a leak, negative against. */
export interface Weighed extends Evidence {
  readonly points: number;
  /** Set where goroutines of a kind are excused: not counted by rules that are about that very kind. */
  readonly excusedBy?: 'nature';
}

export function speaksFor(points: number, text: string): Weighed {
  return { isFor: true, points, text };
}

export function speaksAgainst(points: number, text: string): Weighed {
  return { isFor: false, points: -points, text };
}

/** Against it, because such goroutines are harmless by nature. */
export function excuses(points: number, text: string): Weighed {
  return { isFor: false, points: -points, text, excusedBy: 'nature' };
}
