import { type Color, cssColor, HATCHED, mix, NO_COLOR, type Surface, type TextStyle } from './surface.ts';

const monoFamily = 'ui-monospace, SFMono-Regular, Menlo, Consolas, "Liberation Mono", monospace';
const sansFamily = 'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif';

/** The CSS font of a text style. */
export function fontOf(style: { sizeCss: number; isMono: boolean; isBold?: boolean }): string {
  return `${style.isBold ? '600 ' : ''}${style.sizeCss}px ${style.isMono ? monoFamily : sansFamily}`;
}

/** Width of one character of the monospaced font, in CSS pixels. */
export function monoAdvance(context: CanvasRenderingContext2D, sizeCss: number): number {
  context.save();
  context.font = fontOf({ sizeCss, isMono: true });
  const width = context.measureText('0'.repeat(100)).width / 100;
  context.restore();
  return width > 0 ? width : sizeCss * 0.6;
}

interface Deferred {
  readonly draw: (context: CanvasRenderingContext2D) => void;
}

/**
 * A canvas with its own raster for rectangles. A flame graph of a million nodes shows tens of thousands of boxes, and
 * `fillRect` costs over a microsecond each in a software canvas; writing the pixels of one buffer and putting it once
 * costs the same few milliseconds however many boxes there are. Edges are rounded to device pixels, so they are crisp.
 * Text, lines and shapes are kept until `flush`, and drawn by the canvas on top.
 */
export class CanvasSurface implements Surface {
  readonly widthCss: number;
  readonly heightCss: number;
  private readonly context: CanvasRenderingContext2D;
  readonly dpr: number;
  private readonly image: ImageData;
  private readonly pixels: Uint32Array;
  private readonly width: number;
  private readonly height: number;
  private texts: { text: string; x: number; y: number; style: TextStyle }[] = [];
  private shapes: Deferred[] = [];

  /** The canvas must have the size in device pixels already. */
  constructor(context: CanvasRenderingContext2D, widthCss: number, heightCss: number, dpr: number) {
    this.context = context;
    this.widthCss = widthCss;
    this.heightCss = heightCss;
    this.dpr = dpr;
    this.width = context.canvas.width;
    this.height = context.canvas.height;
    this.image = context.createImageData(Math.max(1, this.width), Math.max(1, this.height));
    this.pixels = new Uint32Array(this.image.data.buffer);
  }

  clear(color: Color): void {
    this.texts = [];
    this.shapes = [];
    this.pixels.fill(toPixel(color));
  }

  rect(x: number, y: number, w: number, h: number, color: Color): void {
    const { pixels, width, dpr } = this;
    const left = Math.max(0, Math.round(x * dpr));
    const top = Math.max(0, Math.round(y * dpr));
    const right = Math.min(width, Math.max(left + 1, Math.round((x + w) * dpr)));
    const bottom = Math.min(this.height, Math.round((y + h) * dpr));
    const pixel = toPixel(color);
    const span = right - left;
    for (let row = top; row < bottom; row++) {
      const from = row * width + left;
      if (span > 24) pixels.fill(pixel, from, from + span);
      else for (let at = from; at < from + span; at++) pixels[at] = pixel;
    }
  }

  box(x: number, y: number, w: number, h: number, color: Color): void {
    this.rect(x, y, w, h, color);
    const { pixels, width, height, dpr } = this;
    const left = Math.round(x * dpr);
    const top = Math.round(y * dpr);
    const right = Math.round((x + w) * dpr) - 1;
    const bottom = Math.round((y + h) * dpr) - 1;
    if (right - left < 5 || top < 1 || bottom >= height - 1) return;
    const ground = pixels[(top - 1) * width + Math.max(0, Math.min(left, width - 1))];
    const soft = toPixel(mix(color, fromPixel(ground), 0.6));
    if (left >= 0 && left < width) {
      pixels[top * width + left] = soft;
      pixels[bottom * width + left] = soft;
    }
    if (right >= 0 && right < width) {
      pixels[top * width + right] = soft;
      pixels[bottom * width + right] = soft;
    }
  }

  hatch(x: number, y: number, w: number, h: number, color: Color, stripe: Color): void {
    this.rect(x, y, w, h, color);
    const { width, dpr } = this;
    const left = Math.max(0, Math.round(x * dpr));
    const top = Math.max(0, Math.round(y * dpr));
    const right = Math.min(width, Math.round((x + w) * dpr));
    const bottom = Math.min(this.height, Math.round((y + h) * dpr));
    const pixel = toPixel(stripe);
    for (let row = top; row < bottom; row++) this.stripeRow(row, left, right, pixel);
  }

  strip(x: number, y: number, h: number, colors: Int32Array, stripe: Color): void {
    const { pixels, width, dpr } = this;
    const left = Math.round(x * dpr);
    const top = Math.max(0, Math.round(y * dpr));
    const bottom = Math.min(this.height, Math.round((y + h) * dpr));
    const from = Math.max(0, -left);
    const to = Math.min(colors.length, width - left);
    if (bottom <= top || to <= from) return;
    const striped = toPixel(stripe);
    let at = from;
    while (at < to) {
      const color = colors[at];
      let end = at + 1;
      while (end < to && colors[end] === color) end++;
      if (color !== NO_COLOR) {
        const pixel = toPixel(color & 0xffffff);
        for (let row = top; row < bottom; row++)
          fillRun(pixels, row * width + left + at, row * width + left + end, pixel);
        if ((color & HATCHED) !== 0)
          for (let row = top; row < bottom; row++) this.stripeRow(row, left + at, left + end, striped);
      }
      at = end;
    }
  }

  /** One row's share of diagonal stripes: columns from `left` to `right` whose sum with the row falls on a stripe. */
  private stripeRow(row: number, left: number, right: number, pixel: number): void {
    const { pixels, width, dpr } = this;
    const pitch = Math.round(5 * dpr);
    const thick = Math.max(1, Math.round(1.2 * dpr));
    for (let k = 0; k < thick; k++) {
      const first = left + ((((k - row - left) % pitch) + pitch) % pitch);
      for (let at = first; at < right; at += pitch) pixels[row * width + at] = pixel;
    }
  }

  outline(x: number, y: number, w: number, h: number, color: Color, lineCss: number): void {
    this.shapes.push({
      draw: (context) => {
        context.strokeStyle = cssColor(color);
        context.lineWidth = lineCss;
        const inset = lineCss / 2;
        context.strokeRect(x + inset, y + inset, Math.max(0, w - lineCss), Math.max(0, h - lineCss));
      },
    });
  }

  line(x1: number, y1: number, x2: number, y2: number, color: Color, lineCss: number): void {
    this.shapes.push({
      draw: (context) => {
        context.strokeStyle = cssColor(color);
        context.lineWidth = lineCss;
        context.beginPath();
        context.moveTo(x1, y1);
        context.lineTo(x2, y2);
        context.stroke();
      },
    });
  }

  polygon(points: ArrayLike<number>, color: Color): void {
    this.shapes.push({
      draw: (context) => {
        context.fillStyle = cssColor(color);
        context.beginPath();
        for (let i = 0; i + 1 < points.length; i += 2) context.lineTo(points[i], points[i + 1]);
        context.fill();
      },
    });
  }

  text(text: string, x: number, y: number, style: TextStyle): void {
    this.texts.push({ text, x, y, style });
  }

  /** Shows what was painted. */
  flush(): void {
    const { context, dpr } = this;
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.putImageData(this.image, 0, 0);
    context.setTransform(dpr, 0, 0, dpr, 0, 0);
    for (const shape of this.shapes) shape.draw(context);
    let font = '';
    let fill = -1;
    for (const { text, x, y, style } of this.texts) {
      const wanted = fontOf(style);
      if (wanted !== font) {
        context.font = wanted;
        font = wanted;
      }
      if (style.color !== fill) {
        context.fillStyle = cssColor(style.color);
        fill = style.color;
      }
      context.textAlign = style.align ?? 'left';
      context.fillText(text, x, y);
    }
  }
}

function fillRun(pixels: Uint32Array, from: number, to: number, pixel: number): void {
  if (to - from > 24) pixels.fill(pixel, from, to);
  else for (let at = from; at < to; at++) pixels[at] = pixel;
}

/** RGBA in the byte order of ImageData on a little-endian machine, which is every machine a browser runs on. */
function toPixel(color: Color): number {
  return (0xff000000 | ((color & 255) << 16) | (color & 0xff00) | (color >> 16)) >>> 0;
}

function fromPixel(pixel: number): Color {
  return ((pixel & 255) << 16) | (pixel & 0xff00) | ((pixel >> 16) & 255);
}
