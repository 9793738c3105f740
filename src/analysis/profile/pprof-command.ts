import type { Profile } from '../../model/profile.ts';
import type { ProfileQuestion } from './question.ts';

/** The `go tool pprof` command that gives the same numbers; what pprof cannot do is said behind a #. */
export function pprofCommand(
  profile: Profile,
  base: Profile | null,
  question: ProfileQuestion,
  report: string,
): string {
  const { filter } = question;
  const words = ['go tool pprof', report];
  const option = (name: string, value: string | undefined): void => {
    if (value) words.push(`-${name}=${quoted(value)}`);
  };
  option('sample_index', question.valueType);
  if (question.granularity !== 'packages') {
    if (question.granularity !== 'functions') words.push(`-${question.granularity}`);
  }
  if (base !== null) option(question.baseMode, base.origin.name);
  if (question.normalize && base !== null) words.push('-normalize');
  if (question.noInlines) words.push('-noinlines');
  if (question.relativePercentages) words.push('-relative_percentages');
  if (question.mean) words.push('-mean');
  if (question.dropNegative) words.push('-drop_negative');
  if (question.divideBy !== 1) words.push(`-divide_by=${question.divideBy}`);
  option('trim_path', question.trimPath);
  option('focus', filter.focus);
  option('ignore', filter.ignore);
  option('hide', filter.hide);
  option('show', filter.show);
  option('show_from', filter.showFrom);
  option('prune_from', filter.pruneFrom);
  option('tagfocus', filter.tagFocus);
  option('tagignore', filter.tagIgnore);
  option('tagshow', filter.tagShow);
  option('taghide', filter.tagHide);
  option('tagroot', filter.tagRoot);
  option('tagleaf', filter.tagLeaf);
  words.push(quoted(profile.origin.name));
  const missing = [
    ...(question.granularity === 'packages' ? ['by package'] : []),
    ...question.hideCategories.map((category) => `without ${category} frames`),
    ...(question.mergeGenerics ? ['generics merged'] : []),
  ];
  return words.join(' ') + (missing.length === 0 ? '' : `  # pprof cannot: ${missing.join(', ')}`);
}

/** For a POSIX shell. */
function quoted(text: string): string {
  return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}
