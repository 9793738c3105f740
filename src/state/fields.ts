/**
 * How one choice of a view is written into an address: always as text that names the thing, never as an index.
 * `read` gives undefined for what it cannot read: the default then stands, whatever the address says.
 */
export interface Field<T> {
  /** Name of the parameter: short, unique within a page, never changed once shipped. */
  readonly key: string;
  write(value: T): string;
  read(text: string): T | undefined;
}

export type Fields<V> = { readonly [K in keyof V]: Field<V[K]> };

const maxText = 4_000;

export function text(key: string): Field<string> {
  return { key, write: (value) => value, read: (given) => given.slice(0, maxText) };
}

/** A text or null; null is written as nothing at all, so it must be the default. */
export function optional(key: string): Field<string | null> {
  return {
    key,
    write: (value) => value ?? '',
    read: (given) => (given === '' ? null : given.slice(0, maxText)),
  };
}

export function flag(key: string): Field<boolean> {
  return {
    key,
    write: (value) => (value ? '1' : '0'),
    read: (given) => (given === '1' ? true : given === '0' ? false : undefined),
  };
}

export function choice<T extends string>(key: string, choices: readonly T[]): Field<T> {
  return { key, write: (value) => value, read: (given) => choices.find((one) => one === given) };
}

export function number(key: string, min = -Infinity, max = Infinity): Field<number> {
  return {
    key,
    write: (value) => String(value),
    read: (given) => {
      const value = given.trim() === '' ? Number.NaN : Number(given);
      return Number.isFinite(value) && value >= min && value <= max ? value : undefined;
    },
  };
}

/** Several texts, each escaped by itself and joined by commas. */
export function list(key: string): Field<readonly string[]> {
  return {
    key,
    write: (values) => values.map(encodeURIComponent).join(','),
    read: (given) => {
      if (given === '') return [];
      try {
        return given.slice(0, maxText).split(',').map(decodeURIComponent);
      } catch {
        return undefined;
      }
    },
  };
}

/** Parameters of the choices that differ from the defaults. */
export function writeFields<V extends object>(fields: Fields<V>, defaults: V, view: V): [string, string][] {
  const written: [string, string][] = [];
  for (const name of Object.keys(fields) as (keyof V)[]) {
    const field = fields[name];
    const value = field.write(view[name]);
    if (value !== field.write(defaults[name])) written.push([field.key, value]);
  }
  return written;
}

/** The view that the parameters describe; what they do not name, or name wrongly, is the default. */
export function readFields<V extends object>(fields: Fields<V>, defaults: V, params: URLSearchParams): V {
  const view = { ...defaults };
  for (const name of Object.keys(fields) as (keyof V)[]) {
    const given = params.get(fields[name].key);
    const value = given === null ? undefined : fields[name].read(given);
    if (value !== undefined) view[name] = value;
  }
  return view;
}
