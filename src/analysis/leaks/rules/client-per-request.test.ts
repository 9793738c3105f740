import { expect, test } from 'vitest';
import { judged } from '../testdata/judged.ts';

test('a pool opened again and again', async () => {
  const sketches = [
    `
    1 [sleep]
      time.Sleep(0x3b9aca00)
      main.main main.go:20
    10-40/10 [select]
      database/sql.(*DB).connectionOpener
      by database/sql.OpenDB in 1
  `,
    `
    1 [sleep]
      time.Sleep(0x3b9aca00)
      main.main main.go:20
    10-200/10 [select]
      database/sql.(*DB).connectionOpener
      by database/sql.OpenDB in 1
  `,
    `
    1 [sleep]
      time.Sleep(0x3b9aca00)
      main.main main.go:20
    10-400/10 [select]
      database/sql.(*DB).connectionOpener
      by database/sql.OpenDB in 1
  `,
  ];
  expect(await judged('database/sql.(*DB).connectionOpener', ...sketches)).toBe('client-per-request likely');
});

test('one pool', async () => {
  const sketches = [
    `
    1 [sleep]
      time.Sleep(0x3b9aca00)
      main.main main.go:20
    10 [select]
      database/sql.(*DB).connectionOpener
      by database/sql.OpenDB in 1
  `,
    `
    1 [sleep]
      time.Sleep(0x3b9aca00)
      main.main main.go:20
    10 [select]
      database/sql.(*DB).connectionOpener
      by database/sql.OpenDB in 1
  `,
  ];
  expect(await judged('database/sql.(*DB).connectionOpener', ...sketches)).toBe(
    'client-per-request harmless',
  );
});
