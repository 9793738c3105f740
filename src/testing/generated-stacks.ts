/** The functions, files and stacks of the made-up service whose traces are generated. */
export const stackCount = 400;
/** One frame: where the goroutines start that leak. */
export const leakStack = stackCount + 1;
export const functionCount = 600;
export const fileCount = 50;

export function functionName(f: number): string {
  if (f === 0) return 'shop.io/cart.(*Session).leak';
  return `shop.io/p${f % 37}.(*Server${f % 11}).handle${f}`;
}

export function fileName(f: number): string {
  return `/src/shop/file${f}.go`;
}

/**
 * A stack as both formats have it: its id, how many frames, and of each the PC, function, file and line, innermost
 * first. Few functions start goroutines, many end them. `firstFunction`, `firstFile`: string ids.
 */
export function stackValues(stack: number, firstFunction: number, firstFile: number): readonly number[] {
  const depth = stack === leakStack || stack <= 20 ? 1 : 3 + (stack % 9);
  const values = [stack, depth];
  for (let d = 0; d < depth; d++) {
    const isRoot = d === depth - 1;
    const f = stack === leakStack ? 0 : isRoot ? 1 + (stack % 20) : 21 + ((stack * 7 + d * 13) % 570);
    values.push(0x47_0000 + stack * 512 + d * 16, firstFunction + f, firstFile + (f % fileCount));
    values.push(20 + ((stack * 3 + d) % 400));
  }
  return values;
}
