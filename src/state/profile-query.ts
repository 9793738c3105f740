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

/** A file of a kind, as far as its place in a series goes. */
interface Member {
  readonly id: string;
  readonly origin: { readonly form: string };
}

/**
 * The profiles of a series: those from base to current, in their order; up to the current one without a base. Of
 * moments that were captured in several forms, those in the form of the current one.
 */
export function profileWindow<M extends Member>(
  members: readonly M[],
  current: M,
  base: M | null,
): readonly M[] {
  const last = members.indexOf(current);
  const first = base === null ? 0 : members.indexOf(base);
  const window = members.slice(Math.min(first, last), Math.max(first, last) + 1);
  return window.filter((one) => one === base || one.origin.form === current.origin.form);
}
