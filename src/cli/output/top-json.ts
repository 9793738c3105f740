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

/** Written without spreads: objects of one shape are made, and written as text, in a third of the time. */
function rowJson(table: TopTable, row: number, hasBase: boolean): object {
  const exact = table.exact.get(row);
  const file = table.file[row];
  const line = table.line[row];
  const inlined = table.inlined[row];
  const name = table.name[row];
  const shown = table.function[row] || (file === '' ? name : '');
  const flat = exact?.flat ?? table.flat[row];
  const cum = exact?.cum ?? table.cum[row];
  const json: RowJson =
    line === 0 ? { function: shown, file, flat, cum } : { function: shown, file, line, flat, cum };
  if (hasBase)
    json.base = {
      flat: exact?.flatBefore ?? table.flatBefore[row],
      cum: exact?.cumBefore ?? table.cumBefore[row],
    };
  if (name !== shown) json.name = name;
  if (inlined !== 0) json.inlined = inlined === 1 ? 'partly' : 'always';
  return json;
}

interface RowJson {
  function: string;
  file: string;
  line?: number;
  flat: number | string;
  cum: number | string;
  base?: { flat: number | string; cum: number | string };
  name?: string;
  inlined?: 'partly' | 'always';
}
