import { afterLastSlash } from '../../layout/labels.ts';
import { clipped } from './clipped.ts';
import styles from './function-name.module.css';

/** A function in a cell that may be too narrow for it: the folders of its path give way first, for neighbours share them. */
export function FunctionName({ name }: { readonly name: string }) {
  const shown = clipped(name);
  const own = afterLastSlash(shown);
  const folders = shown.slice(0, shown.length - own.length);
  return (
    <span className={styles.name}>
      {folders === '' ? null : <span className={styles.folders}>{folders}</span>}
      <span className={styles.own}>{own}</span>
    </span>
  );
}
