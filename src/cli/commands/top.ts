import type { Command } from 'commander';
import { topHandlers } from '../../engine/queries/top.ts';
import { commandEngine } from '../engine.ts';
import { noSignal, printJson, printNotices } from '../inputs.ts';
import { topJson } from '../output/top-json.ts';
import { topText } from '../output/top-text.ts';
import { addProfileOptions, openProfile, type ProfileOptions } from '../profile-options.ts';

/** `unpark top FILE`: the table of `go tool pprof -top`, no row cut. */
export function registerTop(program: Command): void {
  const command = program
    .command('top')
    .description('functions by what they weigh, as go tool pprof -top; no row is cut')
    .argument('<file>', 'a profile of any form, or - for standard input');
  addProfileOptions(command)
    .option('--unit <unit>', 'unit of the printed values', 'minimum')
    .option('--cum', 'sort by cum')
    .option('--json', 'the table as JSON')
    .action(printTop);
}

async function printTop(file: string, options: ProfileOptions): Promise<void> {
  const engine = commandEngine(topHandlers, { idsByOrder: true });
  const { envelope, question } = await openProfile(file, options, engine);
  const byCum = options.cum === true;
  if (options.json === true) {
    const table = await engine.ask('top', question, noSignal);
    printJson({ ...envelope, ...topJson(table, byCum, question.base !== null) });
    return;
  }
  const table = await engine.ask('top', { ...question, divideBy: 1 }, noSignal);
  printNotices(envelope);
  for (const warning of table.warnings) process.stderr.write(`unpark: ${warning}\n`);
  const { divideBy } = question;
  process.stdout.write(topText(table, { byCum, unit: String(options.unit), divideBy }));
}
