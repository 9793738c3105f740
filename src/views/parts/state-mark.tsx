import styles from './state-mark.module.css';
import { hueOf } from './wait-hue.ts';

interface StateMarkProps {
  readonly state: string;
  readonly wait: string | null;
  /** Parked for good is a texture, not a hue. */
  readonly isHatched?: boolean;
}

/** The small square before a wait: its words always stand beside it. */
export function StateMark({ state, wait, isHatched = false }: StateMarkProps) {
  return (
    <span className={styles.mark} data-hue={hueOf(state, wait)} data-hatched={isHatched} aria-hidden="true" />
  );
}
