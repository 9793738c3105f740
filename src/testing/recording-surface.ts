/**
 * Records what a painter paints, one line a call, for golden texts. It has the shape of draw's `Surface` without
 * importing it: numbers are rounded to tenths, colours are written as '#rrggbb'.
 */
export class RecordingSurface {
  readonly widthCss: number;
  readonly heightCss: number;
  readonly dpr = 1;
  readonly calls: string[] = [];

  constructor(widthCss: number, heightCss: number) {
    this.widthCss = widthCss;
    this.heightCss = heightCss;
  }

  clear(color: number): void {
    this.calls.push(`clear ${hex(color)}`);
  }

  rect(x: number, y: number, w: number, h: number, color: number): void {
    this.calls.push(`rect ${numbers(x, y, w, h)} ${hex(color)}`);
  }

  box(x: number, y: number, w: number, h: number, color: number): void {
    this.calls.push(`box ${numbers(x, y, w, h)} ${hex(color)}`);
  }

  hatch(x: number, y: number, w: number, h: number, color: number, stripe: number): void {
    this.calls.push(`hatch ${numbers(x, y, w, h)} ${hex(color)} ${hex(stripe)}`);
  }

  /** Written as runs of columns: `from-to#colour`, with `/` for a hatched one. */
  strip(x: number, y: number, h: number, colors: Int32Array, stripe: number): void {
    const runs: string[] = [];
    for (let at = 0; at < colors.length; ) {
      let end = at + 1;
      while (end < colors.length && colors[end] === colors[at]) end++;
      const mark = colors[at] > 0xffffff ? '/' : '';
      if (colors[at] >= 0) runs.push(`${at}-${end}${hex(colors[at] & 0xffffff)}${mark}`);
      at = end;
    }
    this.calls.push(`strip ${numbers(x, y, h)} ${hex(stripe)} ${runs.join(' ')}`);
  }

  outline(x: number, y: number, w: number, h: number, color: number, lineCss: number): void {
    this.calls.push(`outline ${numbers(x, y, w, h)} ${hex(color)} ${lineCss}`);
  }

  line(x1: number, y1: number, x2: number, y2: number, color: number, lineCss: number): void {
    this.calls.push(`line ${numbers(x1, y1, x2, y2)} ${hex(color)} ${lineCss}`);
  }

  polygon(points: ArrayLike<number>, color: number): void {
    this.calls.push(`polygon ${numbers(...Array.from(points))} ${hex(color)}`);
  }

  text(text: string, x: number, y: number, style: { readonly color: number }): void {
    this.calls.push(`text ${numbers(x, y)} ${hex(style.color)} ${JSON.stringify(text)}`);
  }
}

function numbers(...values: number[]): string {
  return values.map((value) => String(Math.round(value * 10) / 10)).join(' ');
}

function hex(color: number): string {
  return `#${color.toString(16).padStart(6, '0')}`;
}
