#!/usr/bin/env node
import { forgetEarly, inflateEarly } from './inflate-early.ts';

/** Commands whose first argument is a file that this thread reads, and that end with their answer. */
const readers = ['report', 'goroutines', 'top', 'convert'];

void start();

/** The file is inflated in another thread while this one loads the rest of the program. */
async function start(): Promise<void> {
  const [, , command, file] = process.argv;
  const isReader = readers.includes(command);
  if (isReader && file !== undefined) inflateEarly(file);
  const { run } = await import('./program.ts');
  await run();
  forgetEarly();
  // At once when all is written: to take the memory apart first takes Node five milliseconds more.
  if (isReader) process.stdout.write('', () => process.exit());
}
