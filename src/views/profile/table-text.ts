import type { Column } from './virtual-table.tsx';

export type TableForm = 'csv' | 'tsv';

/** A table as text: a head line, then a line per row; cells are as shown unless a column says otherwise. */
export function tableText(columns: readonly Column[], length: number, form: TableForm): string {
  const separator = form === 'csv' ? ',' : '\t';
  const write = form === 'csv' ? csvCell : tsvCell;
  const lines = [columns.map(({ title }) => write(title)).join(separator)];
  for (let row = 0; row < length; row++)
    lines.push(columns.map((column) => write((column.exact ?? column.text)(row))).join(separator));
  return `${lines.join('\n')}\n`;
}

function csvCell(text: string): string {
  // A cell that begins like a formula is one for a spreadsheet.
  const safe = /^[=+\-@]/.test(text) && !/^[+-]?[\d.,e+-]+%?$/i.test(text) ? `'${text}` : text;
  return /[",\n\r]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

function tsvCell(text: string): string {
  return text.replace(/[\t\n\r]+/g, ' ');
}
