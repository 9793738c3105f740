import type { Command } from 'commander';
import { choicesFromPprof, type PprofOptions } from '../analysis/profile/pprof-options.ts';
import { type ProfileQuestion, profileQuestion } from '../analysis/profile/question.ts';
import type { LocalEngine } from '../engine/in-process.ts';
import { InputError } from './input-error.ts';
import { type Envelope, type Inputs, joinEnvelopes, openOne } from './inputs.ts';

/** Of `top` and `convert`: pprof's options, spelled with hyphens. */
export interface ProfileOptions extends Readonly<Record<string, string | boolean | undefined>> {
  readonly base?: string;
  readonly diffBase?: string;
}

/** Our flag, pprof's name, and what it takes. */
const valued: readonly (readonly [string, string, string])[] = [
  ['--sample-type <type>', 'sample_index', 'value type, by name or number; the default of the profile'],
  ['--granularity <what>', 'granularity', 'functions, filefunctions, files, lines, addresses or packages'],
  ['--focus <regexp>', 'focus', 'only samples with a frame that matches'],
  ['--ignore <regexp>', 'ignore', 'no samples with a frame that matches'],
  ['--hide <regexp>', 'hide', 'no frames that match'],
  ['--show <regexp>', 'show', 'only frames that match'],
  ['--show-from <regexp>', 'show_from', 'no frames above the first from the root that matches'],
  ['--prune-from <regexp>', 'prune_from', 'no frames below the first from the leaf that matches'],
  [
    '--tagfocus <expression>',
    'tagfocus',
    'only samples with a label: key=regexp, regexp or a range of sizes',
  ],
  ['--tagignore <expression>', 'tagignore', 'no samples with such a label'],
  ['--tagshow <regexp>', 'tagshow', 'only labels whose key matches'],
  ['--taghide <regexp>', 'taghide', 'no labels whose key matches'],
  ['--tagroot <keys>', 'tagroot', 'labels as frames at the root, outermost first'],
  ['--tagleaf <keys>', 'tagleaf', 'labels as frames at the leaf'],
  ['--trim-path <paths>', 'trim_path', 'prefixes that are cut off file names'],
  ['--divide-by <n>', 'divide_by', 'divide every value'],
];
const flags: readonly (readonly [string, string, string])[] = [
  ['--normalize', 'normalize', "scale the profile to its base's total"],
  ['--noinlines', 'noinlines', 'inlined functions count for their callers'],
  ['--relative-percentages', 'relative_percentages', 'shares of what the filters leave'],
  ['--mean', 'mean', 'values divided by the first value type'],
  ['--drop-negative', 'drop_negative', 'no rows that shrank'],
];

/** A dump is a profile of its goroutines. */
const profileKinds = ['profile', 'goroutines'] as const;

export function addProfileOptions(command: Command): Command {
  command
    .option('--base <file>', 'subtract this profile; shares are of the difference')
    .option('--diff-base <file>', 'subtract this profile; shares are of its total');
  for (const [flag, , text] of [...valued, ...flags]) command.option(flag, text);
  return command
    .option('--merge-generics', 'all instances of a generic function are one')
    .option('--hide-category <list>', 'no frames of runtime, std or vendor (comma separated)');
}

export interface AskedProfile {
  readonly envelope: Envelope;
  readonly document: Inputs['documents'][number];
  readonly question: ProfileQuestion;
}

/** Opens the profile and its base, and makes the question of the options. */
export async function openProfile(
  file: string,
  options: ProfileOptions,
  engine: Pick<LocalEngine, 'open'>,
): Promise<AskedProfile> {
  const { base, diffBase } = options;
  if (base !== undefined && diffBase !== undefined)
    throw new InputError('--base and --diff-base: one of them, please');
  if ([file, base, diffBase].filter((one) => one === '-').length > 1)
    throw new InputError('standard input (-) can be one file only');
  const before = base ?? diffBase ?? null;
  if (options.normalize === true && before === null)
    throw new InputError('--normalize: needs a base to normalize by');
  const choices = choicesFromPprof(byPprofNames(options));
  const own = await openOne(file, profileKinds, 'a profile', engine);
  const other = before === null ? null : await openOne(before, profileKinds, 'a profile', engine);
  return {
    document: own.document,
    envelope: other === null ? own.envelope : joinEnvelopes([own.envelope, other.envelope]),
    question: profileQuestion(own.document.id, {
      ...choices,
      base: other === null ? null : other.document.id,
      baseMode: diffBase === undefined ? 'base' : 'diff_base',
      mergeGenerics: options.mergeGenerics === true,
      hideCategories: categoriesOf(options.hideCategory),
    }),
  };
}

function byPprofNames(options: ProfileOptions): PprofOptions {
  return Object.fromEntries([...valued, ...flags].map(([flag, name]) => [name, options[attributeOf(flag)]]));
}

/** '--show-from <regexp>' → 'showFrom', as commander stores it. */
function attributeOf(flag: string): string {
  return flag
    .split(' ')[0]
    .slice(2)
    .replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
}

const categories = ['runtime', 'std', 'vendor'] as const;

function categoriesOf(text: string | boolean | undefined): ProfileQuestion['hideCategories'] {
  if (typeof text !== 'string') return [];
  return text.split(',').map((word) => {
    const found = categories.find((one) => one === word.trim());
    if (found === undefined)
      throw new InputError(`--hide-category ${word}: none of ${categories.join(', ')}`);
    return found;
  });
}
