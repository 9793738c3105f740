/** Rows of a list that become one piece. */
const rowsOfPiece = 2000;

/**
 * The text of `JSON.stringify(answer)` and a line feed, in pieces: long lists of the top level need not be in memory as
 * one text. As bytes, in which a bracket that opens the next rows becomes a comma without a copy.
 */
export function* jsonPieces(answer: object): Generator<Uint8Array> {
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
    yield Buffer.from(piece);
    for (let row = 0; row < value.length; row += rowsOfPiece) {
      const rows = Buffer.from(JSON.stringify(value.slice(row, row + rowsOfPiece)));
      if (row > 0) rows[0] = comma;
      yield rows.subarray(0, -1);
    }
    piece = ']';
  }
  yield Buffer.from(`${piece}}\n`);
}

const comma = 0x2c;
