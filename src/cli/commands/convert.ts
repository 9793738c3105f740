import { writeFile } from 'node:fs/promises';
import { gzipSync } from 'node:zlib';
import type { Command } from 'commander';
import type { ExportQuestion } from '../../analysis/profile/answers.ts';
import { exportHandlers } from '../../engine/queries/export-profile.ts';
import { commandEngine } from '../engine.ts';
import { InputError } from '../input-error.ts';
import { noSignal, printNotices } from '../inputs.ts';
import { addProfileOptions, openProfile, type ProfileOptions } from '../profile-options.ts';

const forms: readonly ExportQuestion['form'][] = ['pprof', 'folded', 'dot'];

/** `unpark convert FILE -o OUT.pb.gz`: what was read, as pprof protobuf. */
export function registerConvert(program: Command): void {
  const command = program
    .command('convert')
    .description('what was read, filtered, as pprof protobuf, folded stacks or a graph for Graphviz')
    .argument('<file>', 'a profile or goroutine dump of any form, or - for standard input')
    .requiredOption('-o, --output <file>', 'where to write; - is standard output; .gz compresses')
    .option('--form <form>', 'pprof, folded or dot', 'pprof');
  addProfileOptions(command).action(convert);
}

async function convert(file: string, options: ProfileOptions): Promise<void> {
  const form = forms.find((one) => one === options.form);
  if (form === undefined) throw new InputError(`--form ${options.form}: none of ${forms.join(', ')}`);
  const engine = commandEngine(exportHandlers, { idsByOrder: true });
  const { envelope, question } = await openProfile(file, options, engine);
  const { bytes } = await engine.ask(
    'exportProfile',
    { ...question, form, nodeCount: 80, nodeFraction: 0.005, edgeFraction: 0.001 },
    noSignal,
  );
  printNotices(envelope);
  const output = String(options.output);
  const isZipped = output.endsWith('.gz') || (output === '-' && form === 'pprof');
  const content = isZipped ? gzipSync(bytes) : bytes;
  if (output === '-') {
    process.stdout.write(content);
    return;
  }
  try {
    await writeFile(output, content);
  } catch (error) {
    throw new InputError(`${output}: cannot be written: ${error instanceof Error ? error.message : error}`);
  }
}
