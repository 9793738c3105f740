import { type Color, cssColor, HATCHED, NO_COLOR, type Surface, type TextStyle } from './surface.ts';

const families = { mono: 'ui-monospace, Menlo, Consolas, monospace', sans: 'system-ui, sans-serif' };

/** Writes what a painter paints as an SVG image that stands alone: no script, no font, no reference to anything. */
export class SvgSurface implements Surface {
  readonly widthCss: number;
  readonly heightCss: number;
  readonly dpr = 1;
  private shapes: string[] = [];
  private above: string[] = [];
  private readonly patterns = new Map<string, string>();

  constructor(widthCss: number, heightCss: number) {
    this.widthCss = widthCss;
    this.heightCss = heightCss;
  }

  clear(color: Color): void {
    this.shapes = [];
    this.above = [];
    this.rect(0, 0, this.widthCss, this.heightCss, color);
  }

  rect(x: number, y: number, w: number, h: number, color: Color): void {
    this.shapes.push(`<rect ${place(x, y, w, h)} fill="${cssColor(color)}"/>`);
  }

  box(x: number, y: number, w: number, h: number, color: Color): void {
    this.shapes.push(`<rect ${place(x, y, w, h)} rx="${w > 5 ? 1.5 : 0}" fill="${cssColor(color)}"/>`);
  }

  hatch(x: number, y: number, w: number, h: number, color: Color, stripe: Color): void {
    this.shapes.push(`<rect ${place(x, y, w, h)} fill="url(#${this.pattern(color, stripe)})"/>`);
  }

  strip(x: number, y: number, h: number, colors: Int32Array, stripe: Color): void {
    for (let at = 0; at < colors.length; ) {
      let end = at + 1;
      while (end < colors.length && colors[end] === colors[at]) end++;
      const color = colors[at];
      if (color !== NO_COLOR) {
        if ((color & HATCHED) !== 0) this.hatch(x + at, y, end - at, h, color & 0xffffff, stripe);
        else this.rect(x + at, y, end - at, h, color);
      }
      at = end;
    }
  }

  outline(x: number, y: number, w: number, h: number, color: Color, lineCss: number): void {
    const inset = lineCss / 2;
    const inner = place(x + inset, y + inset, Math.max(0, w - lineCss), Math.max(0, h - lineCss));
    this.above.push(`<rect ${inner} fill="none" stroke="${cssColor(color)}" stroke-width="${lineCss}"/>`);
  }

  line(x1: number, y1: number, x2: number, y2: number, color: Color, lineCss: number): void {
    const ends = `x1="${round(x1)}" y1="${round(y1)}" x2="${round(x2)}" y2="${round(y2)}"`;
    this.above.push(`<line ${ends} stroke="${cssColor(color)}" stroke-width="${lineCss}"/>`);
  }

  polygon(points: ArrayLike<number>, color: Color): void {
    const text = Array.from(points, round).join(' ');
    this.above.push(`<polygon points="${text}" fill="${cssColor(color)}"/>`);
  }

  text(text: string, x: number, y: number, style: TextStyle): void {
    const family = style.isMono ? families.mono : families.sans;
    const anchor = { left: 'start', center: 'middle', right: 'end' }[style.align ?? 'left'];
    this.above.push(
      `<text x="${round(x)}" y="${round(y)}" fill="${cssColor(style.color)}" font-family="${family}" ` +
        `font-size="${style.sizeCss}"${style.isBold ? ' font-weight="600"' : ''}` +
        `${anchor === 'start' ? '' : ` text-anchor="${anchor}"`}>${escapeXml(text)}</text>`,
    );
  }

  /** The image, with what it shows as its title. */
  finish(title: string): string {
    const { widthCss, heightCss } = this;
    const size = `width="${widthCss}" height="${heightCss}" viewBox="0 0 ${widthCss} ${heightCss}"`;
    const patterns = [...this.patterns.values()].join('');
    return [
      `<svg xmlns="http://www.w3.org/2000/svg" ${size}>`,
      `<title>${escapeXml(title)}</title>`,
      ...(patterns === '' ? [] : [`<defs>${patterns}</defs>`]),
      ...this.shapes,
      ...this.above,
      '</svg>\n',
    ].join('\n');
  }

  private pattern(color: Color, stripe: Color): string {
    const id = `h${color.toString(16)}-${stripe.toString(16)}`;
    if (!this.patterns.has(id))
      this.patterns.set(
        id,
        `<pattern id="${id}" width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">` +
          `<rect width="5" height="5" fill="${cssColor(color)}"/><rect width="1.2" height="5" fill="${cssColor(stripe)}"/></pattern>`,
      );
    return id;
  }
}

/** Text as it may stand in an XML element or attribute; characters that XML cannot hold become '�'. */
export function escapeXml(text: string): string {
  return text
    .replace(/(?![\t\n\r])[\p{Cc}\p{Cs}\ufffe\uffff]/gu, '\ufffd')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}

function place(x: number, y: number, w: number, h: number): string {
  return `x="${round(x)}" y="${round(y)}" width="${round(Math.max(0, w))}" height="${round(Math.max(0, h))}"`;
}

function round(value: number): string {
  return String(Math.round(value * 100) / 100);
}
