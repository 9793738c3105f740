/** Colours a user may give to a file; names for screen readers. */
export const fileColours = [
  { name: 'teal', value: 'var(--shrink)' },
  { name: 'rust', value: 'var(--grow)' },
  { name: 'blue', value: 'var(--s-chan)' },
  { name: 'purple', value: 'var(--s-lock)' },
  { name: 'yellow', value: 'var(--s-runnable)' },
  { name: 'green', value: 'var(--s-running)' },
  { name: 'sky', value: 'var(--s-syscall)' },
] as const;

export function fileColour(index: number): string {
  return fileColours[index % fileColours.length]?.value ?? fileColours[0].value;
}
