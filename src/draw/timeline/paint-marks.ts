import { isLaneShown } from '../../layout/timeline/rows.ts';
import { layoutThumb } from '../../layout/timeline/thumb.ts';
import { xOf } from '../../layout/timeline/window.ts';
import { mix, type Surface } from '../surface.ts';
import {
  gutterCss,
  type LanesPicture,
  rulerCss,
  thumbCss,
  topOnSurface,
  type WakeArrow,
} from './lanes-picture.ts';

export function paintSelected(
  surface: Surface,
  picture: LanesPicture,
  selected: NonNullable<LanesPicture['selected']>,
  plot: number,
): void {
  const { window, rows, theme } = picture;
  if (selected.lane < 0 || !isLaneShown(rows, selected.lane)) return;
  const top = topOnSurface(picture, selected.lane);
  if (top === null || top < rulerCss) return;
  const from = Math.max(-2, xOf(selected.startNs, window, plot));
  const to = Math.min(plot + 2, xOf(selected.endNs, window, plot));
  if (to < from) return;
  const width = Math.max(3, to - from + 2);
  surface.outline(gutterCss + from - 1, top - 1, width, rows.laneCss - 1, theme.ink, 1.5);
}

export function paintArrow(surface: Surface, picture: LanesPicture, arrow: WakeArrow, plot: number): void {
  const from = topOnSurface(picture, arrow.fromLane);
  const to = topOnSurface(picture, arrow.toLane);
  const x = gutterCss + xOf(arrow.ns, picture.window, plot);
  if (from === null || to === null || x < gutterCss || x > surface.widthCss) return;
  const half = picture.rows.laneCss / 2;
  const y1 = Math.max(rulerCss, from + half);
  const y2 = Math.max(rulerCss, to + half);
  const { ink } = picture.theme;
  surface.line(x, y1, x, y2, ink, 1);
  const tip = y2 > y1 ? -5 : 5;
  surface.polygon([x, y2, x - 3, y2 + tip, x + 3, y2 + tip], ink);
}

/** Where the lanes in sight lie among all. */
export function paintThumb(surface: Surface, { rows, scrollCss, theme }: LanesPicture): void {
  const thumb = layoutThumb(rows.heightCss, surface.heightCss - rulerCss, scrollCss);
  if (thumb === null) return;
  const x = surface.widthCss - thumbCss + 2;
  const color = mix(theme.paper, theme.ink3, 0.7);
  surface.box(x, rulerCss + thumb.topCss, thumbCss - 3, thumb.heightCss, color);
}
