import { monoAdvance } from '../../draw/canvas-surface.ts';

const known = new Map<number, number>();

/** Width of one character of the pictures' monospaced font, measured once. */
export function advanceOf(sizeCss: number): number {
  let advance = known.get(sizeCss);
  if (advance === undefined) {
    const context = document.createElement('canvas').getContext('2d');
    advance = context === null ? sizeCss * 0.6 : monoAdvance(context, sizeCss);
    known.set(sizeCss, advance);
  }
  return advance;
}
