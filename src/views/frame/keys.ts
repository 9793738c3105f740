export interface KeyRow {
  readonly keys: string;
  readonly does: string;
}
export interface KeySection {
  readonly title: string;
  readonly rows: readonly KeyRow[];
}

/** What the `?` dialog lists. A page that listens to keys adds its section here. */
export const keySections: readonly KeySection[] = [
  {
    title: 'Everywhere',
    rows: [
      { keys: '?', does: 'this list' },
      { keys: '/', does: 'search or filter on the page' },
      { keys: 'Escape', does: 'end a running read; leave a search; close a dialog' },
      { keys: '1 … 9', does: 'go to the page with that place in the header' },
      { keys: 'Ctrl V', does: 'open a dump from the clipboard' },
    ],
  },
  {
    title: 'Files',
    rows: [
      { keys: 'Alt ↑ ↓', does: 'move the file' },
      { keys: 'a  b', does: 'compare from this file, to this file' },
      { keys: 'Delete', does: 'close the file' },
    ],
  },
  {
    title: 'Leaks and goroutines',
    rows: [
      { keys: '↑ ↓  j k', does: 'walk' },
      { keys: 'Enter', does: 'open' },
      { keys: 'Home End', does: 'first, last' },
    ],
  },
  {
    title: 'Timeline',
    rows: [
      { keys: 'w s', does: 'zoom in, out' },
      { keys: 'a d', does: 'move left, right' },
      { keys: 'f', does: 'the whole trace' },
      { keys: '[ ]', does: 'back, forward among windows' },
      { keys: '← → ↑ ↓', does: 'walk spans and lanes; without a selection move' },
      { keys: 'Enter', does: 'select a lane; zoom to the selected span' },
      { keys: 'x', does: 'fold or unfold the group of the selected lane' },
      { keys: 'r', does: 'select the window as a range' },
      { keys: 'Shift drag', does: 'select a range' },
      { keys: 'Ctrl wheel', does: 'zoom' },
      { keys: 'Escape', does: 'clear the selection' },
    ],
  },
  {
    title: 'Flame graph',
    rows: [
      { keys: '↑ ↓ ← →', does: 'walk the boxes' },
      { keys: 'Enter', does: 'zoom to the box; in the search: next hit (with Shift: the one before)' },
      { keys: 'Escape', does: 'show all' },
      { keys: '+ −  Ctrl wheel', does: 'zoom in and out' },
      { keys: 'Shift wheel, drag', does: 'move sideways' },
      { keys: '← → ↑ ↓ on the map', does: 'move what is in view; zoom in and out' },
    ],
  },
  {
    title: 'Tables of a profile',
    rows: [
      { keys: '↑ ↓  j k', does: 'walk the rows' },
      { keys: '← →', does: 'fold and unfold a row of the call tree' },
      { keys: 'Enter', does: 'callers and callees of the row as a flame graph' },
    ],
  },
];
