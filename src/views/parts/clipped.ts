/** Longer names are cut in the middle: a hostile file may hold one of a megabyte. */
const longest = 400;
const head = 260;
const tail = 120;

/** A name as it is shown: whole unless it is absurdly long. */
export function clipped(name: string): string {
  if (name.length <= longest) return name;
  return `${name.slice(0, head)} … ${name.slice(-tail)}`;
}
