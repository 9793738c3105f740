/** Rows of a list that become one piece. */
const rowsOfPiece = 2000;

/**
 * The text of `JSON.stringify(answer)` and a line feed, in pieces: long lists of the top level need not be in memory as
 * one text.
 */
export function* jsonPieces(answer: object): Generator<string> {
  let piece = '{';
  let isFirst = true;
  for (const [key, value] of Object.entries(answer)) {
    if (value === undefined) continue;
    piece += `${isFirst ? '' : ','}${JSON.stringify(key)}:`;
    isFirst = false;
    if (!Array.isArray(value) || value.length <= rowsOfPiece) {
      piece += JSON.stringify(value);
      continue;
    }
    for (let row = 0; row < value.length; row += rowsOfPiece) {
      const rows = JSON.stringify(value.slice(row, row + rowsOfPiece)).slice(1, -1);
      yield `${piece}${row === 0 ? '[' : ','}${rows}`;
      piece = '';
    }
    piece = ']';
  }
  yield `${piece}}\n`;
}
