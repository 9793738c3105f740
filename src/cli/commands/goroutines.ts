import type { Command } from 'commander';
import type { GroupBy } from '../../analysis/goroutine-groups.ts';
import type { DocumentSummary } from '../../engine/engine.ts';
import { goroutineHandlers } from '../../engine/queries/goroutines.ts';
import { commandEngine } from '../engine.ts';
import { InputError } from '../input-error.ts';
import { type Inputs, noSignal, openInputs, printJson, printNotices } from '../inputs.ts';
import { groupsJson } from '../output/goroutines-json.ts';
import { groupsText } from '../output/goroutines-text.ts';

const groupings: readonly GroupBy[] = ['stack', 'function', 'creator', 'wait', 'package'];

/** `unpark goroutines FILE`: groups of one snapshot. */
export function registerGoroutines(program: Command): void {
  program
    .command('goroutines')
    .description('groups of the goroutines of one snapshot, largest first')
    .argument('<file>', 'a goroutine profile or dump, or - for standard input')
    .option('--by <what>', 'stack, function, creator, wait, package or label:KEY', 'stack')
    .option('--json', 'the groups as JSON')
    .action(printGoroutines);
}

async function printGoroutines(
  file: string,
  options: { readonly by: string; readonly json?: boolean },
): Promise<void> {
  const by = groupingOf(options.by);
  const engine = commandEngine(goroutineHandlers);
  const inputs = await openInputs([file], engine);
  const { snapshot, envelope } = lastSnapshot(file, inputs);
  const answer = await engine.ask('groups', { snapshots: [snapshot.id], by }, noSignal);
  if (options.json === true) {
    printJson({ ...envelope, ...groupsJson(answer) });
    return;
  }
  printNotices(envelope);
  process.stdout.write(groupsText(answer));
}

function groupingOf(text: string): GroupBy {
  const fixed = groupings.find((one) => one === text);
  if (fixed !== undefined) return fixed;
  if (text.startsWith('label:') && text.length > 6) return text as GroupBy;
  throw new InputError(`--by ${text}: not one of ${groupings.join(', ')}, label:KEY`);
}

export function isSnapshot({ kind, profileKind }: DocumentSummary): boolean {
  return kind === 'goroutines' || profileKind === 'goroutine' || profileKind === 'goroutineleak';
}

/** A log may hold several dumps: the last one is meant, and the others are named. */
function lastSnapshot(
  file: string,
  { documents, envelope }: Inputs,
): {
  snapshot: DocumentSummary;
  envelope: Inputs['envelope'];
} {
  const snapshots = documents.filter(isSnapshot);
  const snapshot = snapshots.at(-1);
  if (snapshot === undefined)
    throw new InputError(`${file}: it is a ${documents[0].origin.form} file, and holds no goroutines`);
  if (documents.length === 1) return { snapshot, envelope };
  const text = `it holds ${documents.length} captures; the last with goroutines, ${snapshot.origin.name}, is shown`;
  const notice = { file, code: 'several-captures', text, offset: null };
  return { snapshot, envelope: { ...envelope, notices: [...envelope.notices, notice] } };
}
