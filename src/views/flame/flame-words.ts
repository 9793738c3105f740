import { INLINED, LABEL_FRAME, TRUNCATED } from '../../analysis/profile/flame-tree.ts';
import { NONE } from '../../base/columns.ts';
import { count } from '../../base/figures.ts';
import { placeText } from '../parts/place-text.ts';
import { deltaText, growthText, shareText, valueText } from '../profile/value-text.ts';
import type { FlamePlace, FlameScene } from './flame-scene.ts';

/** What the tooltip and the line below the picture say of a box. */
export interface BoxWords {
  readonly name: string;
  /** File and line, and what kind of frame it is. */
  readonly about: string;
  readonly figures: readonly BoxFigure[];
  readonly isRun: boolean;
}

export interface BoxFigure {
  /** 'cum', 'flat'. */
  readonly title: string;
  readonly text: string;
  /** Δ and its share of the base, in a comparison; '' otherwise. */
  readonly change: string;
  readonly direction: -1 | 0 | 1;
}

/** `callers` have no flat of their own: what they hold of the function is in their cum. */
export function boxWords(scene: FlameScene, place: FlamePlace, isCompared: boolean): BoxWords {
  const { tree } = scene.panes[place.pane];
  const { node } = place;
  if (place.count > 1) return runWords(scene, place);
  const { valueType, after, before, minutesApart } = tree;
  const figure = (title: string, was: number, is: number): BoxFigure => {
    const value = valueText(is, valueType.unit);
    if (!isCompared) return { title, text: `${value} · ${shareText(is, after)}`, change: '', direction: 0 };
    if (was === is) return { title, text: `${value} on both sides`, change: '', direction: 0 };
    const growth = growthText(was, is);
    const rate =
      minutesApart === null || minutesApart === 0
        ? ''
        : `, ${deltaText((is - was) / minutesApart, valueType.unit)} per minute`;
    return {
      title,
      text: `${valueText(was, valueType.unit)} → ${value}`,
      change: `${deltaText(is - was, valueType.unit)}${growth === '' ? '' : ` (${growth})`}${rate}`,
      direction: is > was ? 1 : is < was ? -1 : 0,
    };
  };
  const cum = figure('cum', tree.totalBefore[node], tree.total[node]);
  const share = isCompared
    ? `${shareText(tree.totalBefore[node], before)} of A → ${shareText(tree.total[node], after)} of B`
    : '';
  const flat = figure('flat', tree.selfBefore[node], tree.self[node]);
  const figures = place.pane === 1 ? [cum] : [cum, flat];
  return {
    name: tree.names[tree.name[node]].text,
    about: [...aboutNode(scene, place), ...(share === '' ? [] : [share])].join(' · '),
    figures,
    isRun: false,
  };
}

function aboutNode(scene: FlameScene, { pane, node }: FlamePlace): string[] {
  const { tree } = scene.panes[pane];
  const name = tree.names[tree.name[node]];
  const flags = tree.flags[node];
  const wait = tree.wait[node];
  return [
    ...(name.file === '' ? [] : [placeText(name.file, name.line)]),
    ...(flags & INLINED ? ['inlined'] : []),
    ...(flags & LABEL_FRAME ? ['label'] : []),
    ...(flags & TRUNCATED ? ['stack cut short'] : []),
    ...(wait === NONE ? [] : [tree.waits[wait]]),
  ];
}

function runWords(scene: FlameScene, { pane, node, count: length }: FlamePlace): BoxWords {
  const { tree } = scene.panes[pane];
  let after = 0;
  let before = 0;
  for (let i = node; i < node + length; i++) {
    after += tree.total[i];
    before += tree.totalBefore[i];
  }
  const { unit } = tree.valueType;
  const isCompared = tree.before !== 0;
  const text = isCompared ? `${valueText(before, unit)} → ${valueText(after, unit)}` : valueText(after, unit);
  return {
    name: `${count(length)} boxes, too narrow to draw one by one`,
    about: 'Click to zoom in.',
    figures: [{ title: 'together', text, change: '', direction: 0 }],
    isRun: true,
  };
}
