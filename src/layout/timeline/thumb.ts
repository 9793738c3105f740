export interface Thumb {
  readonly topCss: number;
  readonly heightCss: number;
}

const leastCss = 24;

/** The thumb of a scroll bar as high as the view; null if all is in view. */
export function layoutThumb(contentCss: number, viewCss: number, scrollCss: number): Thumb | null {
  if (contentCss <= viewCss || viewCss <= leastCss) return null;
  const heightCss = Math.max(leastCss, (viewCss / contentCss) * viewCss);
  const share = Math.min(1, Math.max(0, scrollCss / (contentCss - viewCss)));
  return { topCss: share * (viewCss - heightCss), heightCss };
}

/** How far the content scrolls when the thumb is dragged by so much. */
export function thumbDrag(contentCss: number, viewCss: number, byCss: number): number {
  const thumb = layoutThumb(contentCss, viewCss, 0);
  if (thumb === null) return 0;
  return (byCss / Math.max(1, viewCss - thumb.heightCss)) * (contentCss - viewCss);
}
