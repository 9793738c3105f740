/** Names as pprof prints and matches them. */

// Made once: they look at each name of a profile.
const cPlusPlus = /[<>[\]]|::/;
const mayBeUnclean = /^\.|\/[./]|\/$/;

/** Without a leading dot and without everything from the first parenthesis on, as pprof prunes. */
export function simplifiedName(name: string): string {
  const text = name.startsWith('.') ? name.slice(1) : name;
  for (let at = text.indexOf('('); at >= 0; at = text.indexOf('(', at + 1)) {
    if (text.startsWith('(anonymous namespace)', at) || text.startsWith('operator()', at - 8)) continue;
    return text.slice(0, at);
  }
  return text;
}

/**
 * The name of a function, from its two: pprof takes argument lists and template arguments off names that look like
 * C++, unless the producer has given the demangled name beside the mangled one.
 */
export function functionName(name: string, systemName: string): string {
  if (name !== '' && systemName !== name) return name;
  if (!cPlusPlus.test(systemName)) return systemName;
  if (systemName.includes('.<') || systemName.includes(']).')) return systemName;
  return withoutMatching(withoutMatching(systemName, '(', ')'), '<', '>');
}

/** Without outermost `open…close` pairs; unchanged if a `close` has no `open`. */
function withoutMatching(text: string, open: string, close: string): string {
  let out = '';
  let depth = 0;
  let kept = 0;
  for (let i = 0; i < text.length; i++) {
    if (text[i] === open) {
      if (depth++ === 0) {
        out += text.slice(kept, i);
        kept = i;
      }
    } else if (text[i] === close) {
      if (--depth < 0) return out + text.slice(kept);
      if (depth === 0) kept = i + 1;
    }
  }
  return out + text.slice(kept);
}

/** `pkg.F[go.shape.int]` and `pkg.F[...]` as `pkg.F[...]`: all instances of a generic function are one. */
export function withoutTypeArguments(name: string): string {
  let out = '';
  let depth = 0;
  for (const character of name) {
    if (character === '[') {
      if (depth++ === 0) out += '[...]';
    } else if (character === ']' && depth > 0) depth--;
    else if (depth === 0) out += character;
  }
  return out;
}

/** Go's `filepath.Clean` on a path with slashes; '' stays ''. */
export function cleanPath(path: string): string {
  if (!mayBeUnclean.test(path) || !/\/\/|\/$|(^|\/)\.\.?(\/|$)/.test(path)) return path;
  const isRooted = path.startsWith('/');
  const parts: string[] = [];
  for (const part of path.split('/')) {
    if (part === '' || part === '.') continue;
    if (part !== '..') parts.push(part);
    else if (parts.length > 0 && parts[parts.length - 1] !== '..') parts.pop();
    else if (!isRooted) parts.push(part);
  }
  const joined = parts.join('/');
  return isRooted ? `/${joined}` : joined || '.';
}

/** What pprof takes off wherever the build was told to hide its folder. */
const hiddenFolder = '/proc/self/cwd/';

/** Takes the first prefix of pprof's trim_path (paths joined by ':') that it has off a file. */
export function pathTrimmer(trimPath: string): (path: string) => string {
  const prefixes = trimPath === '' ? [] : trimPath.split(':');
  const folders = prefixes.map((prefix) => (prefix.endsWith('/') ? prefix : `${prefix}/`));
  const withoutHidden = (path: string): string => {
    if (!path.startsWith(hiddenFolder)) return path;
    const rest = path.slice(hiddenFolder.length);
    return rest.startsWith('./') ? rest.slice(2) : rest;
  };
  if (folders.length === 0) return withoutHidden;
  return (path) => {
    const folder = folders.find((one) => path.startsWith(one));
    return folder === undefined ? withoutHidden(path) : path.slice(folder.length);
  };
}
