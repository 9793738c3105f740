import type { LaneSection } from '../../../analysis/timeline/question.ts';

/** Lanes that a section with many shows at first. */
export const fewLanes = 12;
/** One more than a few is no reason to hide it. */
const fewSlack = 4;

export type Fold = 'folded' | 'few' | 'all';
const marks: Readonly<Record<Fold, string>> = { folded: '-', few: '~', all: '+' };
/** Stands for every section that is not named. */
export const everySection = '*';

/** How a section is shown: as `folds` ('-key', '~key', '+key', or '*' for all) says, else by its size. */
export function foldOf(section: LaneSection, folds: readonly string[]): Fold {
  for (const key of [section.key, everySection])
    for (const fold of ['folded', 'few', 'all'] as const)
      if (folds.includes(marks[fold] + key)) return fold === 'few' && !isLong(section) ? 'all' : fold;
  if (section.isSystem) return 'folded';
  return isLong(section) ? 'few' : 'all';
}

export function withFold(folds: readonly string[], key: string, fold: Fold): readonly string[] {
  if (key === everySection) return [marks[fold] + key];
  return [...folds.filter((one) => one.slice(1) !== key), marks[fold] + key];
}

/** What a click on the header makes of it. */
export function toggledFold(section: LaneSection, fold: Fold): Fold {
  if (fold !== 'folded') return 'folded';
  return isLong(section) ? 'few' : 'all';
}

export function shownLanes(section: LaneSection, fold: Fold): number {
  return fold === 'folded' ? 0 : fold === 'few' ? Math.min(fewLanes, section.lanes) : section.lanes;
}

function isLong({ lanes }: LaneSection): boolean {
  return lanes > fewLanes + fewSlack;
}
