import { shownText } from '../../base/shown-text.ts';

/** A name as it is shown: whole unless it is absurdly long, and never more than text. */
export function clipped(name: string): string {
  return shownText(name);
}
