/** The folder that all names lie in, with its slash: 'a/b/' of 'a/b/x' and 'a/b/c/y'; '' if there is none. */
export function commonFolder(names: readonly string[]): string {
  if (names.length === 0) return '';
  let common = names[0].slice(0, names[0].lastIndexOf('/') + 1);
  while (common !== '' && !names.every((name) => name.startsWith(common)))
    common = common.slice(0, common.lastIndexOf('/', common.length - 2) + 1);
  return common;
}
