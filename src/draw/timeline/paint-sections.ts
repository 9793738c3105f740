import { hiddenLanes } from '../../layout/timeline/rows.ts';
import type { Tick } from '../../layout/timeline/ticks.ts';
import { timeAt } from '../../layout/timeline/window.ts';
import { mix, type Surface } from '../surface.ts';
import {
  fitted,
  gutterCss,
  type LanesHeader,
  type LanesPicture,
  rulerCss,
  titleCss,
} from './lanes-picture.ts';

const titleLeftCss = 18;

/** Headers stick to the left, and the one of the section at the top sticks below the ruler. */
export function paintHeaders(surface: Surface, picture: LanesPicture): void {
  const { rows, scrollCss, theme } = picture;
  const bottom = surface.heightCss;
  let stuck = -1;
  for (let s = 0; s < rows.shown.length; s++) {
    const top = rows.sectionTop[s] - scrollCss + rulerCss;
    if (top >= bottom) break;
    if (rows.sectionTop[s + 1] - scrollCss <= 0) continue;
    paintMore(surface, picture, s, top);
    if (top < rulerCss) stuck = s;
    else paintHeader(surface, picture, s, top);
  }
  if (stuck < 0 || rows.shown[stuck] === 0) return;
  const room = rows.sectionTop[stuck + 1] - scrollCss;
  if (room < rows.headerCss) return;
  surface.rect(0, rulerCss, surface.widthCss, rows.headerCss, theme.paper);
  paintHeader(surface, picture, stuck, rulerCss);
}

function paintHeader(surface: Surface, picture: LanesPicture, section: number, top: number): void {
  const { theme, rows, advanceCss } = picture;
  const header = picture.headerOf(section);
  const base = top + rows.headerCss - 6;
  if (header.alive !== null) paintAlive(surface, picture, header, header.alive, top);
  const color = header.isGrowing ? theme.grow : theme.ink;
  surface.text(header.isFolded ? '▸' : '▾', 4, base, { color: theme.ink3, sizeCss: 10, isMono: false });
  const room = surface.widthCss - titleLeftCss - 30;
  const title = fitted(header.title, room, advanceCss.title);
  surface.text(title, titleLeftCss, base, {
    color,
    sizeCss: titleCss,
    isMono: true,
    isBold: header.isGrowing,
  });
  const x = titleLeftCss + title.length * advanceCss.title + 14;
  const note = fitted(header.note, surface.widthCss - x - 8, titleCss * 0.55);
  surface.text(note, x, base, { color: theme.ink2, sizeCss: titleCss, isMono: false });
}

/** The live count over time as a quiet area behind the header's text, against its own maximum. */
function paintAlive(
  surface: Surface,
  picture: LanesPicture,
  { isGrowing }: LanesHeader,
  alive: Float64Array,
  top: number,
): void {
  const { theme, window, durationNs, rows } = picture;
  const plot = surface.widthCss - gutterCss;
  const height = rows.headerCss - 5;
  const base = top + rows.headerCss - 2;
  const color = isGrowing ? mix(theme.paper, theme.grow, 0.2) : mix(theme.paper, theme.ink3, 0.2);
  let most = 1;
  for (const count of alive) most = Math.max(most, count);
  const levelAt = (x: number): number => {
    const share = timeAt(x, window, plot) / Math.max(1, durationNs);
    const bucket = Math.max(0, Math.min(alive.length - 1, Math.floor(share * alive.length)));
    return Math.round((alive[bucket] / most) * height);
  };
  for (let x = 0; x < plot; ) {
    const level = levelAt(x);
    let end = x + 1;
    while (end < plot && levelAt(end) === level) end++;
    if (level > 0) surface.rect(gutterCss + x, base - level, end - x, level, color);
    x = end;
  }
}

/** '… 23,742 more' below the lanes of a section that shows only a few. */
function paintMore(surface: Surface, picture: LanesPicture, section: number, top: number): void {
  const { rows, theme } = picture;
  const hidden = hiddenLanes(rows, section);
  if (hidden === 0) return;
  const y = top + rows.headerCss + rows.shown[section] * rows.laneCss + 13;
  if (y < rulerCss + 10) return;
  const text = `… ${hidden.toLocaleString('en-US')} more: show all`;
  surface.text(text, gutterCss, y, { color: theme.accent, sizeCss: titleCss, isMono: false });
}

export function paintRuler(surface: Surface, picture: LanesPicture, ticks: readonly Tick[]): void {
  const { theme } = picture;
  surface.rect(0, 0, surface.widthCss, rulerCss, theme.paper);
  for (const { x, label } of ticks) {
    surface.rect(gutterCss + x, rulerCss - 5, 1, 5, theme.line2);
    const align = gutterCss + x > surface.widthCss - 60 ? 'right' : 'left';
    surface.text(label, gutterCss + x + (align === 'left' ? 3 : -3), rulerCss - 9, {
      color: theme.ink2,
      sizeCss: titleCss,
      isMono: false,
      align,
    });
  }
  surface.rect(0, rulerCss - 1, surface.widthCss, 1, theme.line);
  if (!picture.isPending) return;
  const style = { color: theme.ink2, sizeCss: titleCss, isMono: false };
  surface.text('drawing…', 4, rulerCss - 9, style);
}
