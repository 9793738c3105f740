import { describe, expect, it } from 'vitest';
import type { LaneSection } from '../../../analysis/timeline/question.ts';
import { everySection, fewLanes, foldOf, shownLanes, toggledFold, withFold } from './folds.ts';

function section(lanes: number, isSystem = false): LaneSection {
  return {
    key: 'main.worker',
    title: 'main.worker',
    note: '',
    lanes,
    alive: lanes,
    created: 0,
    ended: 0,
    parked: 0,
    isGrowing: false,
    isSystem,
  };
}

describe('folds', () => {
  it('short sections show all, long ones a few, the runtime none', () => {
    expect(foldOf(section(fewLanes), [])).toBe('all');
    expect(foldOf(section(60_000), [])).toBe('few');
    expect(foldOf(section(3, true), [])).toBe('folded');
    expect(shownLanes(section(60_000), 'few')).toBe(fewLanes);
    expect(shownLanes(section(60_000), 'all')).toBe(60_000);
  });

  it('a choice for a section beats the one for all, which beats the default', () => {
    const all = withFold([], everySection, 'folded');
    expect(foldOf(section(5), all)).toBe('folded');
    expect(foldOf(section(5), withFold(all, 'main.worker', 'all'))).toBe('all');
    expect(foldOf(section(5), withFold(all, 'main.other', 'all'))).toBe('folded');
  });

  it('choosing again replaces the choice', () => {
    const once = withFold([], 'main.worker', 'all');
    expect(withFold(once, 'main.worker', 'folded')).toEqual(['-main.worker']);
  });

  it('a header folds what is open, and opens a long section a few lanes wide', () => {
    expect(toggledFold(section(60_000), 'all')).toBe('folded');
    expect(toggledFold(section(60_000), 'folded')).toBe('few');
    expect(toggledFold(section(4), 'folded')).toBe('all');
  });
});
