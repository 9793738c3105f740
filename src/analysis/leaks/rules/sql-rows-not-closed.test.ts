import { expect, test } from 'vitest';
import { judged } from '../testdata/judged.ts';

test('result sets that stay open', async () => {
  const sketch = `
    1 [sleep]
      time.Sleep(0x3b9aca00)
      main.main main.go:20
    10-200/10 [select, 2 minutes]
      database/sql.(*Rows).awaitDone
      by database/sql.(*Rows).initContextClose in 1
  `;
  expect(await judged('database/sql.(*Rows).awaitDone', sketch)).toBe('sql-rows-not-closed likely');
});

test('a few that are being read', async () => {
  const sketch = `
    1 [sleep]
      time.Sleep(0x3b9aca00)
      main.main main.go:20
    10,11 [select]
      database/sql.(*Rows).awaitDone
      by database/sql.(*Rows).initContextClose in 1
  `;
  expect(await judged('database/sql.(*Rows).awaitDone', sketch)).toBe('sql-rows-not-closed harmless');
});
