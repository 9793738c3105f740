import type { Creator, StackLine } from '../../analysis/leaks/finding.ts';
import { clipped } from './clipped.ts';
import { placeText } from './place-text.ts';
import styles from './stack-lines.module.css';

interface StackLinesProps {
  readonly stack: readonly StackLine[];
  readonly createdBy: Creator | null;
}

/** A stack as text, leaf first: the runtime dimmed, your code bold. */
export function StackLines({ stack, createdBy }: StackLinesProps) {
  if (stack.length === 0) return <p className="quiet">The stack is not in the file.</p>;
  return (
    <ol className={styles.stack}>
      {stack.map((line, depth) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a stack never changes, and its lines may repeat
        <li key={depth} className={styles.line} data-origin={line.origin}>
          <span className={styles.function} title={clipped(line.function)}>
            {clipped(line.function)}
            {line.isInlined ? <span className={styles.inlined}> inlined</span> : null}
          </span>
          <span className={styles.place} title={clipped(line.file)}>
            {placeText(line.file, line.line)}
          </span>
        </li>
      ))}
      {createdBy === null ? null : (
        <li className={styles.line} data-origin="runtime">
          <span className={styles.function} title={clipped(createdBy.function)}>
            created by {clipped(createdBy.function)}
            {createdBy.goroutine === null ? null : ` in goroutine ${createdBy.goroutine}`}
          </span>
          <span className={styles.place} title={clipped(createdBy.file)}>
            {placeText(createdBy.file, createdBy.line)}
          </span>
        </li>
      )}
    </ol>
  );
}
