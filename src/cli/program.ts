import { Command, CommanderError } from 'commander';
import packageJson from '../../package.json' with { type: 'json' };

/** In the order of the help. Only the command that is named is loaded; for anything else, all are. */
const commands = {
  open: async () => (await import('./commands/open.ts')).registerOpen,
  report: async () => (await import('./commands/report.ts')).registerReport,
  goroutines: async () => (await import('./commands/goroutines.ts')).registerGoroutines,
  top: async () => (await import('./commands/top.ts')).registerTop,
  convert: async () => (await import('./commands/convert.ts')).registerConvert,
  trace: async () => (await import('./commands/trace.ts')).registerTrace,
};

/** Does what the command line says. */
export async function run(): Promise<void> {
  const program = new Command('unpark')
    .description('Find the goroutines that never wake up.')
    .version(packageJson.version)
    .showHelpAfterError('(unpark --help lists the commands)')
    .exitOverride();
  const named = Object.entries(commands).filter(([name]) => name === process.argv[2]);
  for (const [, load] of named.length > 0 ? named : Object.entries(commands)) (await load())(program);

  // A reader that has seen enough (`| head`) is no error.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 2));

  try {
    await program.parseAsync();
  } catch (error) {
    process.exitCode = exitCode(error);
  }
}

/** Usage errors have been printed by commander; anything else is one line. Never a stack trace. */
function exitCode(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
  process.stderr.write(`unpark: ${error instanceof Error ? error.message : String(error)}\n`);
  return 2;
}
