import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { playwright } from '@vitest/browser-playwright';
import type { Plugin } from 'vite';
import { defineConfig } from 'vitest/config';
import { browserArgs, findBrowser } from './scripts/browser.mjs';

/** Files of a package of modules are none only where another package.json says so. */
const commonJs = {
  name: 'package-type',
  generateBundle() {
    this.emitFile({ type: 'asset', fileName: 'package.json', source: '{ "type": "commonjs" }\n' });
  },
} satisfies Plugin;

/** The command line: it needs only the package's `dependencies`, and loads what the command named needs. */
const cli = {
  publicDir: false as const,
  build: {
    ssr: true,
    outDir: 'dist/cli',
    minify: true,
    emptyOutDir: true,
    target: 'node20',
    rolldownOptions: {
      input: ['src/cli/unpark.ts', 'src/cli/trace-worker.ts'],
      plugins: [commonJs],
      output: {
        // Node loads these one within the other; modules take it ten milliseconds more, and turns of its event loop.
        format: 'cjs' as const,
        entryFileNames: '[name].js',
        chunkFileNames: '[name].js',
        codeSplitting: {
          groups: [
            // What the entry needs before it loads the rest.
            { name: 'early', test: /src\/(cli\/(inflate|file-source)|base\/(errors|source))/, priority: 1 },
            // What all commands need is one file: to load ten small ones takes ten milliseconds more.
            { name: 'core', minShareCount: 5 },
          ],
        },
      },
    },
  },
  // commander loads it for programs of its own that are commands; there are none.
  resolve: {
    alias: { 'node:child_process': fileURLToPath(new URL('src/cli/no-programs.ts', import.meta.url)) },
  },
  ssr: {
    noExternal: true as const,
    external: ['@hono/node-server', 'hono', 'open', 'picocolors'],
  },
};

const web = {
  build: {
    outDir: 'dist/web',
    emptyOutDir: true,
    target: 'es2023',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: { input: ['index.html', 'fetch.html'] },
  },
};

export default defineConfig(async ({ mode }) => ({
  plugins: [react()],
  base: './',
  worker: { format: 'es' as const },
  ...(mode === 'cli' ? cli : web),
  test: {
    projects: [
      {
        extends: true as const,
        test: {
          name: 'unit',
          environment: 'node',
          include: ['src/**/*.test.ts'],
          exclude: ['src/**/*.corpus.test.ts', 'src/**/*.browser.test.ts'],
        },
      },
      {
        extends: true as const,
        test: {
          name: 'corpus',
          environment: 'node',
          include: ['src/**/*.corpus.test.ts'],
          testTimeout: 300_000,
        },
      },
      ...(process.argv.some((word) => word === 'browser') ? [await browserProject()] : []),
    ],
  },
}));

/** Component tests, in a real browser. */
async function browserProject() {
  const launchOptions = { executablePath: await findBrowser(), args: browserArgs };
  return {
    extends: true as const,
    optimizeDeps: { include: ['react', 'react-dom/client', 'react/jsx-dev-runtime', 'zustand/vanilla'] },
    test: {
      name: 'browser',
      include: ['src/**/*.browser.test.tsx'],
      browser: {
        enabled: true,
        headless: true,
        screenshotFailures: false,
        provider: playwright({ launchOptions }),
        instances: [{ browser: 'chromium' as const }],
      },
    },
  };
}
