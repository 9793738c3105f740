import { stat } from 'node:fs/promises';
import type { Command } from 'commander';
import { type DerivedKind, derivedKinds } from '../../analysis/timeline/question.ts';
import { InputError } from '../input-error.ts';
import { answerAside } from '../trace-thread.ts';
import type { TraceOptions } from './trace-answer.ts';

/** From here on two threads are worth the start of the second. */
const largeFile = 8 * 2 ** 20;

/** `unpark trace FILE`: the summary of a trace, or a profile made from it. */
export function registerTrace(program: Command): void {
  program
    .command('trace')
    .description('what goroutines did in an execution trace: who never ran again, and where the time went')
    .argument('<file>', 'an execution trace, or - for standard input')
    .option('--json', 'the figures as JSON')
    .option('--per-goroutine', 'in the JSON, every goroutine and not only those alive at the end')
    .option('--reference-times', "times as Go's own trace reader gives them, to compare with its tools")
    .option('--profile <kind>', `a pprof profile instead: ${derivedKinds.join(', ')}`, kindOf)
    .option('-o, --output <file>', 'write there instead of to standard output')
    .action(printTrace);
}

async function printTrace(file: string, options: TraceOptions): Promise<void> {
  if (options.profile !== undefined) {
    if (options.json === true) throw new InputError('--profile and --json exclude each other');
    if (options.output === undefined && process.stdout.isTTY)
      throw new InputError('a profile is binary: name a file with -o, or pipe it into one');
  }
  const size = await stat(file).then(
    (found) => found.size,
    () => 0,
  );
  if (size >= largeFile) await answerAside(file, size, options);
  else await (await import('./trace-answer.ts')).answerTrace(file, options);
}

function kindOf(text: string): DerivedKind {
  const kind = derivedKinds.find((one) => one === text);
  if (kind === undefined) throw new InputError(`--profile ${text}: not one of ${derivedKinds.join(', ')}`);
  return kind;
}
