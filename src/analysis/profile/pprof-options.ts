import { QueryError } from '../../base/errors.ts';
import type { Granularity, ProfileFilter, ProfileQuestion } from './question.ts';

/** Options by pprof's names, as on its command line. */
export type PprofOptions = Readonly<Record<string, string | number | boolean | undefined>>;

const granularities: readonly Granularity[] = [
  'functions',
  'filefunctions',
  'files',
  'lines',
  'addresses',
  'packages',
];

const filters: Readonly<Record<keyof ProfileFilter, string>> = {
  focus: 'focus',
  ignore: 'ignore',
  hide: 'hide',
  show: 'show',
  showFrom: 'show_from',
  pruneFrom: 'prune_from',
  tagFocus: 'tagfocus',
  tagIgnore: 'tagignore',
  tagShow: 'tagshow',
  tagHide: 'taghide',
  tagRoot: 'tagroot',
  tagLeaf: 'tagleaf',
};

/** The choices of a question that pprof's options name; what is not named keeps its default. */
export function choicesFromPprof(options: PprofOptions): Partial<ProfileQuestion> {
  const text = (name: string): string => (options[name] === undefined ? '' : String(options[name]));
  const divideBy = options.divide_by === undefined ? 1 : Number(options.divide_by);
  if (!Number.isFinite(divideBy) || divideBy === 0)
    throw new QueryError('bad-argument', `divide_by: ${options.divide_by} is no divisor`);
  return {
    valueType: text('sample_index'),
    granularity: granularityOf(text('granularity') || 'functions'),
    normalize: options.normalize === true,
    noInlines: options.noinlines === true,
    relativePercentages: options.relative_percentages === true,
    mean: options.mean === true,
    dropNegative: options.drop_negative === true,
    divideBy,
    trimPath: text('trim_path'),
    filter: Object.fromEntries(
      Object.entries(filters).flatMap(([key, name]) => (text(name) === '' ? [] : [[key, text(name)]])),
    ),
  };
}

function granularityOf(text: string): Granularity {
  const found = granularities.find((one) => one === text);
  if (found !== undefined) return found;
  throw new QueryError('bad-argument', `granularity: ${text} is none of ${granularities.join(', ')}`);
}
