import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

/** Which room may import which. The same table stands in ARCHITECTURE.md; this test compares the two. */
const rooms: Readonly<Record<string, readonly string[]>> = {
  base: [],
  model: ['base'],
  formats: ['base', 'model'],
  analysis: ['base', 'model'],
  report: ['base', 'model', 'analysis', 'layout'],
  engine: ['base', 'model', 'formats', 'analysis', 'report'],
  layout: ['base', 'model', 'analysis'],
  draw: ['base', 'model', 'layout'],
  state: ['base', 'model', 'analysis', 'report', 'engine'],
  views: ['base', 'model', 'analysis', 'report', 'layout', 'draw', 'state'],
  cli: ['base', 'model', 'analysis', 'report', 'engine'],
  testing: ['base', 'model', 'formats'],
};

const source = dirname(fileURLToPath(import.meta.url));
const repository = dirname(source);

interface Import {
  readonly from: string;
  readonly target: string;
}

const importPattern =
  /(?:\bimport|\bexport)\s+(?:type\s+)?(?:[\w*{][^;'"]*?\sfrom\s+)?['"]([^'"]+)['"]|\bimport\(\s*['"]([^'"]+)['"]|new URL\(\s*['"]([^'"]+\.tsx?)['"]/g;

function importsOf(file: string): readonly string[] {
  const text = readFileSync(join(source, file), 'utf8');
  return [...text.matchAll(importPattern)].map((match) => match[1] ?? match[2] ?? match[3] ?? '');
}

const files = (readdirSync(source, { recursive: true, encoding: 'utf8' }) as string[])
  .filter((name) => /\.tsx?$/.test(name) && !name.endsWith('.d.ts'))
  .map((name) => name.split(sep).join('/'))
  .sort();

function isTest(file: string): boolean {
  return /\.(test|bench)\.tsx?$|\/testdata\//.test(file);
}

function roomOf(file: string): string {
  return file.includes('/') ? file.slice(0, file.indexOf('/')) : '';
}

function relativeImports(): readonly Import[] {
  return files.flatMap((from) =>
    importsOf(from)
      .filter((target) => target.startsWith('.'))
      .map((target) => ({
        from,
        target: relative(source, join(source, dirname(from), target))
          .split(sep)
          .join('/'),
      })),
  );
}

describe('the house', () => {
  it('is looked at in whole', () => {
    expect(files.length).toBeGreaterThan(50);
    expect(relativeImports().length).toBeGreaterThan(100);
  });

  it('has only the rooms of the table', () => {
    const found = new Set(files.map(roomOf).filter((room) => room !== ''));
    expect([...found].filter((room) => !(room in rooms))).toEqual([]);
  });

  it('lets each room import only what the table allows', () => {
    const offending = relativeImports().filter(({ from, target }) => {
      const room = roomOf(from);
      const other = roomOf(target);
      if (room === '' || room === other || target.startsWith('..')) return false;
      if (other === 'testing') return !isTest(from);
      return !(isTest(from) || rooms[room].includes(other));
    });
    expect(offending).toEqual([]);
  });

  it('is drawn the same in ARCHITECTURE.md', () => {
    const text = readFileSync(join(repository, 'ARCHITECTURE.md'), 'utf8');
    const rows = [...text.matchAll(/^\| ([a-z]+) \| ([a-z ,()]+) \|$/gm)].filter((row) => row[1] in rooms);
    const drawn = Object.fromEntries(
      rows.map(([, room, list]) => [
        room,
        list
          .replace(/\(.*\)/, '')
          .split(/[ ,]+/)
          .filter((word) => word in rooms),
      ]),
    );
    expect(drawn).toEqual(rooms);
  });

  it('keeps imports explicit: relative, with their extension, and no barrel files', () => {
    const bare = relativeImports().filter(
      ({ target }) => !/\.(tsx?|css|json|mjs)(\?[\w&=]+)?$|\/generated\/\w+\.js$/.test(target),
    );
    expect(bare).toEqual([]);
    expect(files.filter((file) => /(^|\/)index\.tsx?$/.test(file))).toEqual([]);
  });

  it('has no file beyond 400 lines of code, unless it says why', () => {
    const long = files
      .filter((file) => !isTest(file) && !file.includes('generated'))
      .filter((file) => {
        const text = readFileSync(join(source, file), 'utf8');
        const code = text
          .replace(/\/\*[\s\S]*?\*\//g, '')
          .split('\n')
          .filter((line) => !/^\s*(\/\/.*)?$/.test(line));
        return code.length > 400 && !text.includes('long because');
      });
    expect(long).toEqual([]);
  });
});
