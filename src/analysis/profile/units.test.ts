import { describe, expect, it } from 'vitest';
import { cleanPath, functionName, pathTrimmer, withoutTypeArguments } from './display-names.ts';
import { finerUnit, printPercent, printValue, scale, smallestUnit } from './units.ts';

describe('units', () => {
  it.each([
    [0, 'bytes', 'auto', '0'],
    [512, 'bytes', 'auto', '512B'],
    [8320, 'bytes', 'auto', '8.12kB'],
    [8960, 'bytes', 'auto', '8.75kB'],
    [1536, 'bytes', 'kb', '1.50kB'],
    [-2048, 'bytes', 'auto', '-2kB'],
    [5 * 2 ** 40, 'bytes', 'auto', '5TB'],
    [1500, 'nanoseconds', 'auto', '1.50us'],
    [7_200_000_000_000, 'ns', 'auto', '2hrs'],
    [90_000_000_000, 'nanoseconds', 'auto', '90s'],
    [1_000_000_000, 'nanoseconds', 'bytes', '1s'],
    [7, 'count', 'auto', '7'],
    [7, 'requests', 'requests', '7requests'],
    [2_000_000, 'microgcu', 'auto', '2GCU'],
  ])('%d %s in %s is %s', (value, from, to, text) => {
    expect(printValue(value, from, to)).toBe(text);
  });

  it.each([
    [1, 32, '3.12%'],
    [3, 32, '9.38%'],
    [1, 800, '0.12%'],
    [1, 1e6, '0.0001%'],
    [1, 1e7, '1e-05%'],
    [999_600, 1e6, '100%'],
    [-1, 4, '25.00%'],
    [0, 0, '0%'],
  ])('%d of %d is %s', (value, total, text) => {
    expect(printPercent(value, total)).toBe(text);
  });

  it('scales between units of one kind only', () => {
    expect(scale(3, 'hours', 's')).toEqual({ value: 10_800, unit: 's' });
    expect(scale(3, 'seconds', 'bytes')).toEqual({ value: 3, unit: 's' });
    expect(finerUnit('ms', 'seconds')).toBe('ms');
    expect(finerUnit('bytes', 'seconds')).toBeNull();
    expect(smallestUnit(100, 1e9, 'bytes')).toBe('kB');
  });
});

describe('names', () => {
  it.each([
    ['std::vector<int>::push_back(int)', 'std::vector<int>::push_back(int)', 'std::vector::push_back'],
    ['main.(*T[go.shape.int]).Do', 'main.(*T[go.shape.int]).Do', 'main.(*T[go.shape.int]).Do'],
    ['demangled<a>', '_Zmangled', 'demangled<a>'],
    ['', 'system', 'system'],
    ['a<b', 'a<b', 'a<b'],
    ['a::f)x', 'a::f)x', 'a::f)x'],
  ])('%s (%s) is shown as %s', (name, systemName, shown) => {
    expect(functionName(name, systemName)).toBe(shown);
  });

  it('instances of a generic function are one', () => {
    expect(withoutTypeArguments('pkg.F[go.shape.[]int,map[string]int].func1')).toBe('pkg.F[...].func1');
    expect(withoutTypeArguments('pkg.F[...]')).toBe('pkg.F[...]');
  });

  it.each([
    ['/src/./a/../b//c.go', '/src/b/c.go'],
    ['../a/..', '..'],
    ['a/..', '.'],
    ['/../a', '/a'],
    ['', ''],
    ['dir/..file.go', 'dir/..file.go'],
  ])('the path %s is %s', (given, clean) => {
    expect(cleanPath(given)).toBe(clean);
  });

  it('trims the first prefix that a file has', () => {
    expect(pathTrimmer('/home:/usr/src/')('/usr/src/a.go')).toBe('a.go');
    expect(pathTrimmer('')('/proc/self/cwd/./x/a.go')).toBe('x/a.go');
  });
});
