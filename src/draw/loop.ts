/** The one requestAnimationFrame loop: what is asked for many times before the next frame is painted once. */

const waiting = new Set<() => void>();
let frame = 0;

/** Paints with the next frame. Asking again before that changes nothing. */
export function requestPaint(paint: () => void): void {
  waiting.add(paint);
  if (frame === 0) frame = requestAnimationFrame(run);
}

/** Forgets a paint that was asked for: call it when a canvas goes away. */
export function cancelPaint(paint: () => void): void {
  waiting.delete(paint);
}

/** What is left after so long waits for the next frame: the first paints of a page are slow, and many. */
const budgetMs = 8;

function run(): void {
  frame = 0;
  const until = performance.now() + budgetMs;
  for (const paint of [...waiting]) {
    waiting.delete(paint);
    paint();
    if (waiting.size > 0 && performance.now() > until) {
      if (frame === 0) frame = requestAnimationFrame(run);
      return;
    }
  }
}
