import { type FlameBoxes, rowTop } from '../layout/flame.ts';
import { fitLabel } from '../layout/labels.ts';
import { inkOn, type Theme } from './palette.ts';
import { type Color, mix, type Surface } from './surface.ts';

/** How the boxes of one tree look. Functions take a node of the tree. */
export interface FlameLook {
  readonly theme: Theme;
  readonly colorOf: (node: number) => Color;
  readonly labelOf: (node: number) => string;
  /** A word before the label where there is room for it ('new'), or ''. null when nothing is compared. */
  readonly prefixOf: ((node: number) => string) | null;
  /** Smaller side over larger side of a comparison, 0 to 1; null when nothing is compared. */
  readonly markOf: ((node: number) => number) | null;
  /** Boxes that do not match the search, or stand above the zoomed box: drawn faint. null when all are as they are. */
  readonly isFaint: ((node: number) => boolean) | null;
  /** Runs that hold a match are drawn in the colour of hits. null without a search. */
  readonly runHasHit: ((first: number, count: number) => boolean) | null;
  readonly isBold: ((node: number) => boolean) | null;
  /** Nodes, or -1. */
  readonly selected: number;
  readonly hovered: number;
  readonly advanceCss: number;
}

const padCss = 5;
const textCss = 11;
const markCss = 3;

/** Paints what `layoutFlame` laid out, on a surface that is clear. The picker uses the same boxes. */
export function paintFlame(surface: Surface, boxes: FlameBoxes, look: FlameLook): void {
  const { viewport } = boxes;
  const h = viewport.rowCss - 1;
  for (let i = 0; i < boxes.length; i++) {
    const y = rowTop(viewport, boxes.row[i]);
    const x = boxes.x[i];
    if (boxes.run[i] > 0) paintRun(surface, boxes, i, y, look);
    else paintBox(surface, boxes, i, y, look);
    const node = boxes.node[i];
    const isSelected = node === look.selected && boxes.run[i] === 0;
    if (!isSelected && node !== look.hovered) continue;
    const color = isSelected ? look.theme.accent : look.theme.ink2;
    surface.outline(x, y, Math.max(boxes.w[i], 3), h, color, isSelected ? 2 : 1);
  }
}

function paintRun(surface: Surface, boxes: FlameBoxes, i: number, y: number, look: FlameLook): void {
  const { theme, runHasHit } = look;
  const isHit = runHasHit?.(boxes.node[i], boxes.run[i]) ?? false;
  const color = isHit ? theme.accent : runHasHit === null ? theme.run : mix(theme.paper, theme.run, 0.4);
  surface.rect(boxes.x[i], y, Math.max(boxes.w[i], 0.75), boxes.viewport.rowCss - 1, color);
}

function paintBox(surface: Surface, boxes: FlameBoxes, i: number, y: number, look: FlameLook): void {
  const node = boxes.node[i];
  const x = boxes.x[i];
  const gap = boxes.w[i] > 3 ? 1 : 0;
  const w = boxes.w[i] - gap;
  const h = boxes.viewport.rowCss - 1;
  const isFaint = look.isFaint?.(node) ?? false;
  const color = isFaint ? mix(look.theme.paper, look.colorOf(node), 0.35) : look.colorOf(node);
  surface.box(x, y, w, h, color);
  if (look.markOf !== null && w >= 6) {
    const mark = w * look.markOf(node);
    if (mark >= 1) surface.rect(x, y + h - markCss, mark, markCss, mix(color, look.theme.ink, 0.32));
  }
  const room = w - 2 * padCss;
  if (room < 2 * look.advanceCss || h < textCss) return;
  const label = prefixed(look, node, room) ?? fitLabel(look.labelOf(node), room, look.advanceCss);
  if (label === '') return;
  const ink = isFaint ? look.theme.ink3 : inkOn(color);
  const base = y + h / 2 + textCss * 0.36;
  const isBold = !isFaint && (look.isBold?.(node) ?? false);
  surface.text(label, x + padCss, base, { color: ink, sizeCss: textCss, isMono: true, isBold });
}

/** The name with a word before it, where the name need not be cut for that; else null. */
function prefixed({ prefixOf, labelOf, advanceCss }: FlameLook, node: number, room: number): string | null {
  const word = prefixOf?.(node) ?? '';
  if (word === '') return null;
  const prefix = `${word} · `;
  const name = fitLabel(labelOf(node), room - prefix.length * advanceCss, advanceCss);
  return name === '' || name.endsWith('…') ? null : prefix + name;
}

/** The whole tree in little: its boxes without names. */
export function paintFlameMap(surface: Surface, boxes: FlameBoxes, look: FlameLook): void {
  const { viewport } = boxes;
  for (let i = 0; i < boxes.length; i++) {
    const isRun = boxes.run[i] > 0;
    const isHit = isRun
      ? (look.runHasHit?.(boxes.node[i], boxes.run[i]) ?? false)
      : look.runHasHit !== null && !(look.isFaint?.(boxes.node[i]) ?? false);
    const color = isHit ? look.theme.accent : isRun ? look.theme.run : look.colorOf(boxes.node[i]);
    surface.rect(boxes.x[i], rowTop(viewport, boxes.row[i]), boxes.w[i], viewport.rowCss, color);
  }
}
