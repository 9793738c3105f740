#!/usr/bin/env node
import { Command, CommanderError } from 'commander';
import packageJson from '../../package.json' with { type: 'json' };
import { registerConvert } from './commands/convert.ts';
import { registerGoroutines } from './commands/goroutines.ts';
import { registerOpen } from './commands/open.ts';
import { registerReport } from './commands/report.ts';
import { registerTop } from './commands/top.ts';
import { registerTrace } from './commands/trace.ts';

const program = new Command('unpark')
  .description('Find the goroutines that never wake up.')
  .version(packageJson.version)
  .showHelpAfterError('(unpark --help lists the commands)')
  .exitOverride();
registerOpen(program);
registerReport(program);
registerGoroutines(program);
registerTop(program);
registerConvert(program);
registerTrace(program);

// A reader that has seen enough (`| head`) is no error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 2));

try {
  await program.parseAsync();
} catch (error) {
  process.exitCode = exitCode(error);
}

/** Usage errors have been printed by commander; anything else is one line. Never a stack trace. */
function exitCode(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
  process.stderr.write(`unpark: ${error instanceof Error ? error.message : String(error)}\n`);
  return 2;
}
