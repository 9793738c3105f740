import type { Granularity } from '../../analysis/profile/question.ts';
import { choice, type Fields, flag, list, number, text } from '../fields.ts';

/** The choices that all pages of a profile share: a ProfileQuestion without its documents. */
export interface ProfileView {
  readonly valueType: string;
  readonly granularity: Granularity;
  readonly baseMode: 'base' | 'diff_base';
  /** False shows the current profile alone, though a base is marked. */
  readonly compares: boolean;
  readonly normalize: boolean;
  readonly noInlines: boolean;
  readonly relativePercentages: boolean;
  readonly mean: boolean;
  readonly divideBy: number;
  readonly trimPath: string;
  readonly mergeGenerics: boolean;
  /** Of HiddenCategory. */
  readonly hideCategories: readonly string[];
  readonly focus: string;
  readonly ignore: string;
  readonly hide: string;
  readonly show: string;
  readonly showFrom: string;
  readonly pruneFrom: string;
  readonly tagFocus: string;
  readonly tagIgnore: string;
  readonly tagShow: string;
  readonly tagHide: string;
  readonly tagRoot: string;
  readonly tagLeaf: string;
}

export const profileDefaults: ProfileView = {
  valueType: '',
  granularity: 'functions',
  baseMode: 'base',
  compares: true,
  normalize: false,
  noInlines: false,
  relativePercentages: false,
  mean: false,
  divideBy: 1,
  trimPath: '',
  mergeGenerics: false,
  hideCategories: [],
  focus: '',
  ignore: '',
  hide: '',
  show: '',
  showFrom: '',
  pruneFrom: '',
  tagFocus: '',
  tagIgnore: '',
  tagShow: '',
  tagHide: '',
  tagRoot: '',
  tagLeaf: '',
};

/** Keys are pprof's own option names. */
export const profileFields: Fields<ProfileView> = {
  valueType: text('si'),
  granularity: choice('g', ['functions', 'filefunctions', 'files', 'lines', 'addresses', 'packages']),
  baseMode: choice('diff', ['base', 'diff_base']),
  compares: flag('compare'),
  normalize: flag('normalize'),
  noInlines: flag('noinlines'),
  relativePercentages: flag('relative'),
  mean: flag('mean'),
  divideBy: number('divide_by', Number.MIN_VALUE),
  trimPath: text('trim_path'),
  mergeGenerics: flag('generics'),
  hideCategories: list('hidecat'),
  focus: text('focus'),
  ignore: text('ignore'),
  hide: text('hide'),
  show: text('show'),
  showFrom: text('show_from'),
  pruneFrom: text('prune_from'),
  tagFocus: text('tagfocus'),
  tagIgnore: text('tagignore'),
  tagShow: text('tagshow'),
  tagHide: text('taghide'),
  tagRoot: text('tagroot'),
  tagLeaf: text('tagleaf'),
};
