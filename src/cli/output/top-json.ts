import type { TopTable } from '../../analysis/profile/question.ts';
import { topOrder } from './top-order.ts';

/** What `top --json` says beside the files and notices. Integers that a double cannot hold are decimal strings. */
export function topJson(table: TopTable, byCum: boolean, hasBase: boolean): object {
  const { valueType, warnings, command, minutesApart } = table;
  return {
    sampleType: valueType,
    total: table.exactTotal ?? Math.trunc(table.grandTotal),
    rows: topOrder(table, byCum).map((row) => rowJson(table, row, hasBase)),
    ...(hasBase ? { minutesApart } : {}),
    warnings,
    command,
  };
}

function rowJson(table: TopTable, row: number, hasBase: boolean): object {
  const exact = table.exact.get(row);
  const line = table.line[row];
  const inlined = table.inlined[row];
  const name = table.name[row];
  const shown = table.function[row] || (table.file[row] === '' ? name : '');
  return {
    function: shown,
    file: table.file[row],
    ...(line === 0 ? {} : { line }),
    flat: exact?.flat ?? table.flat[row],
    cum: exact?.cum ?? table.cum[row],
    ...(hasBase
      ? {
          base: {
            flat: exact?.flatBefore ?? table.flatBefore[row],
            cum: exact?.cumBefore ?? table.cumBefore[row],
          },
        }
      : {}),
    ...(name === shown ? {} : { name }),
    ...(inlined === 0 ? {} : { inlined: inlined === 1 ? 'partly' : 'always' }),
  };
}
