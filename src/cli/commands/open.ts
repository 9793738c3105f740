import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Command } from 'commander';
import pc from 'picocolors';
import { Captures } from '../server/captures.ts';

interface OpenOptions {
  readonly port: string;
  readonly browser: boolean;
}

/** `unpark [open] [FILE…] [URL]`: serves the page on 127.0.0.1 and opens it. */
export function registerOpen(program: Command): void {
  program
    .command('open', { isDefault: true })
    .description('serve the page on this machine and open it, with files or a running service loaded')
    .argument(
      '[files...]',
      'profiles, dumps, traces and folders of them; or http://host:port of a service with net/http/pprof',
    )
    .option('--port <port>', 'port to listen on; 0 takes a free one', '0')
    .option('--no-browser', 'print the address only')
    .action(openPage);
}

async function openPage(inputs: readonly string[], options: OpenOptions): Promise<void> {
  const web = fileURLToPath(new URL('../web/', import.meta.url));
  if (!existsSync(`${web}index.html`)) throw new Error('the page is not built: run `npm run build` first');
  const port = Number(options.port);
  if (!Number.isInteger(port) || port < 0 || port > 65535)
    throw new Error(`--port ${options.port}: not a port`);
  const services = inputs.filter((input) => /^https?:\/\//.test(input));
  if (services.length > 1) throw new Error('one service at a time, please');
  const paths = inputs.filter((input) => !/^https?:\/\//.test(input));
  // Loaded here only: the other commands start twice as fast without them.
  const [{ serve }, { createApp }] = await Promise.all([
    import('@hono/node-server'),
    import('../server/app.ts'),
  ]);
  const captures = inputs.length > 0 ? await Captures.open(paths, services[0] ?? null) : null;
  const server = serve(
    { fetch: createApp({ web, captures }).fetch, hostname: '127.0.0.1', port },
    (address) => {
      const url = `http://127.0.0.1:${address.port}/${captures === null ? '' : `#local=${captures.token}`}`;
      process.stdout.write(
        `${pc.bold('Unpark')} is at ${pc.cyan(url)}\nNothing leaves this machine. Ctrl-C stops it.\n`,
      );
      if (options.browser && process.env.CI === undefined) void openInBrowser(url);
    },
  );
  server.on('error', (error: NodeJS.ErrnoException) => {
    process.stderr.write(
      `unpark: ${error.code === 'EADDRINUSE' ? `port ${port} is in use` : error.message}\n`,
    );
    process.exit(2);
  });
  process.on('SIGINT', () => process.exit(0));
  process.on('SIGTERM', () => process.exit(0));
}

async function openInBrowser(url: string): Promise<void> {
  const { default: open } = await import('open');
  await open(url).catch(() => undefined);
}
