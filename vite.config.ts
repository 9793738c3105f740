import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';

const cli = {
  build: {
    ssr: 'src/cli/unpark.ts',
    outDir: 'dist/cli',
    emptyOutDir: true,
    target: 'node20',
    rolldownOptions: { output: { entryFileNames: 'unpark.js' } },
  },
  ssr: {
    noExternal: [
      'pako',
      'protobufjs',
      'fflate',
      'fzstd',
      'nanotar',
      'valibot',
      '@dagrejs/dagre',
      'd3-scale',
      'd3-array',
      'd3-shape',
      'd3-format',
    ],
  },
};

export default defineConfig(({ mode }) => ({
  plugins: [react()],
  base: './',
  worker: { format: 'es' as const },
  build: { outDir: 'dist/web', emptyOutDir: true, target: 'es2023', assetsInlineLimit: 0 },
  ...(mode === 'cli' ? cli : {}),
  test: {
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          environment: 'node',
          include: ['src/**/*.test.ts'],
          exclude: ['src/**/*.corpus.test.ts', 'src/**/*.browser.test.ts'],
        },
      },
      {
        extends: true,
        test: {
          name: 'corpus',
          environment: 'node',
          include: ['src/**/*.corpus.test.ts'],
          testTimeout: 300_000,
        },
      },
    ],
  },
}));
