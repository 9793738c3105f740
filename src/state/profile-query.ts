import {
  type HiddenCategory,
  type ProfileFilter,
  type ProfileQuestion,
  profileQuestion,
} from '../analysis/profile/question.ts';
import type { ProfileView } from './views/profile.ts';

const categories: readonly HiddenCategory[] = ['runtime', 'std', 'vendor'];

/** What the choices of the profile pages ask of a document. Equal choices give equal questions, key by key. */
export function questionOf(view: ProfileView, doc: string, base: string | null): ProfileQuestion {
  return profileQuestion(doc, {
    base: view.compares ? base : null,
    baseMode: view.baseMode,
    normalize: view.normalize,
    valueType: view.valueType,
    granularity: view.granularity,
    noInlines: view.noInlines,
    relativePercentages: view.relativePercentages,
    mean: view.mean,
    divideBy: view.divideBy,
    trimPath: view.trimPath,
    filter: filterOf(view),
    hideCategories: categories.filter((one) => view.hideCategories.includes(one)),
    mergeGenerics: view.mergeGenerics,
  });
}

const filterKeys: readonly (keyof ProfileFilter & keyof ProfileView)[] = [
  'focus',
  'ignore',
  'hide',
  'show',
  'showFrom',
  'pruneFrom',
  'tagFocus',
  'tagIgnore',
  'tagShow',
  'tagHide',
  'tagRoot',
  'tagLeaf',
];

function filterOf(view: ProfileView): ProfileFilter {
  return Object.fromEntries(filterKeys.filter((key) => view[key] !== '').map((key) => [key, view[key]]));
}
