import type { FlameTree } from '../../analysis/profile/flame-tree.ts';
import type { FrameName } from '../../analysis/profile/question.ts';
import { NONE } from '../../base/columns.ts';
import { changeColor, packageColor, stateGround, stateOfWait, type Theme } from '../../draw/palette.ts';
import { type Color, mix } from '../../draw/surface.ts';

export type ColorBy = 'package' | 'wait' | 'change';

/** What the boxes of a tree are coloured by, given what the user wants and what the tree knows. */
export function colorsOf(wanted: ColorBy | 'auto', tree: FlameTree, isCompared: boolean): ColorBy {
  if (wanted !== 'auto') return wanted;
  if (isCompared) return 'change';
  return tree.waits.length > 0 ? 'wait' : 'package';
}

/** Colour of a node: your packages have hues, what they stand on is quiet. */
export function nodeColors(tree: FlameTree, by: ColorBy, theme: Theme): (node: number) => Color {
  if (by === 'change') return (node) => changeColor(theme, changeOf(tree, node));
  if (by === 'wait') {
    const grounds = tree.waits.map((wait) => stateGround(theme, stateOfWait(wait)));
    return (node) => (tree.wait[node] === NONE ? theme.runtime : grounds[tree.wait[node]]);
  }
  const colors = nameColors(tree.names, theme);
  return (node) => colors[tree.name[node]];
}

/** Per name; each package is hashed once. */
function nameColors(names: readonly FrameName[], theme: Theme): Int32Array {
  const hues = new Map<string, Color>();
  const hueOf = (text: string): Color => {
    let hue = hues.get(text);
    if (hue === undefined) {
      hue = packageColor(theme, text);
      hues.set(text, hue);
    }
    return hue;
  };
  const colors = new Int32Array(names.length);
  for (let i = 0; i < names.length; i++) {
    const { origin, package: text } = names[i];
    if (i === 0) colors[i] = theme.runtime;
    else if (origin === 'user') colors[i] = hueOf(text);
    else colors[i] = origin === 'vendor' ? mix(theme.vendor, hueOf(text), 0.45) : theme[origin];
  }
  return colors;
}

/** Δ over the larger side, -1 (gone) to 1 (new). */
export function changeOf(tree: FlameTree, node: number): number {
  const after = tree.total[node];
  const before = tree.totalBefore[node];
  const larger = Math.max(Math.abs(after), Math.abs(before));
  return larger === 0 ? 0 : Math.max(-1, Math.min(1, (after - before) / larger));
}

/** 'new', 'gone', or '' for what is on both sides (or on none). */
export function arrivalOf(before: number, after: number): 'new' | 'gone' | '' {
  if (before === 0 && after > 0) return 'new';
  return after === 0 && before > 0 ? 'gone' : '';
}
