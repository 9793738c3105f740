/** A colour as 0xRRGGBB: opaque; what should look translucent is mixed beforehand (`mix`). */
export type Color = number;

export interface TextStyle {
  readonly color: Color;
  readonly sizeCss: number;
  readonly isMono: boolean;
  readonly isBold?: boolean;
  readonly align?: 'left' | 'center' | 'right';
}

/**
 * What painters paint on: a canvas, an SVG text, a recording in tests. Coordinates are CSS pixels from the top left.
 * Rectangles and hatches lie below lines, polygons and text, whatever the order of the calls.
 */
export interface Surface {
  readonly widthCss: number;
  readonly heightCss: number;
  /** Device pixels per CSS pixel. */
  readonly dpr: number;
  /** Covers everything: the first call of a painter. */
  clear(color: Color): void;
  rect(x: number, y: number, w: number, h: number, color: Color): void;
  /** A rectangle whose corners are softened where it is large enough. */
  box(x: number, y: number, w: number, h: number, color: Color): void;
  /** A rectangle with diagonal stripes of `stripe` on `color`. */
  hatch(x: number, y: number, w: number, h: number, color: Color, stripe: Color): void;
  /**
   * A row of one-device-pixel columns from `x` on, in one call: colours, or `NO_COLOR` where nothing is painted.
   * `HATCHED` added to a colour stripes that column with `stripe`.
   */
  strip(x: number, y: number, h: number, colors: Int32Array, stripe: Color): void;
  /** The outline of a rectangle, drawn inside it. */
  outline(x: number, y: number, w: number, h: number, color: Color, lineCss: number): void;
  line(x1: number, y1: number, x2: number, y2: number, color: Color, lineCss: number): void;
  /** x, y, x, y… of a filled shape. */
  polygon(points: ArrayLike<number>, color: Color): void;
  /** One line; `y` is the base line. The caller fits the text. */
  text(text: string, x: number, y: number, style: TextStyle): void;
}

/** In a strip: a column that is left as it is. */
export const NO_COLOR = -1;
/** In a strip: added to a colour. */
export const HATCHED = 1 << 24;

/** `share` of `b` over `a`, in sRGB. */
export function mix(a: Color, b: Color, share: number): Color {
  const r = mixChannel(a >> 16, b >> 16, share);
  const g = mixChannel((a >> 8) & 255, (b >> 8) & 255, share);
  return (r << 16) | (g << 8) | mixChannel(a & 255, b & 255, share);
}

function mixChannel(a: number, b: number, share: number): number {
  return Math.round(a + (b - a) * share);
}

const cssColors = new Map<Color, string>();

/** '#rrggbb'. */
export function cssColor(color: Color): string {
  let text = cssColors.get(color);
  if (text === undefined) {
    text = `#${color.toString(16).padStart(6, '0')}`;
    cssColors.set(color, text);
  }
  return text;
}
