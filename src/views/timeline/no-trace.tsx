import { CopyButton } from '../parts/copy-button.tsx';
import styles from './timeline-page.module.css';

const captures = [
  {
    what: 'from a service with net/http/pprof',
    command: "curl -so trace.out 'localhost:6060/debug/pprof/trace?seconds=5'",
  },
  { what: 'from a test', command: 'go test -trace=trace.out ./...' },
] as const;

/** Nothing to draw: how to get something. */
export function NoTrace() {
  return (
    <section className={styles.nothing}>
      <h1>No execution trace is open</h1>
      <p>
        Drop a trace.out of any Go from 1.11 on, gzipped or not. It is read here; no byte leaves the page.
      </p>
      <ul>
        {captures.map(({ what, command }) => (
          <li key={what} className={styles.capture}>
            <span>{what}</span>
            <code>{command}</code>
            <CopyButton text={() => command} label="Copy" ariaLabel={`Copy: ${what}`} />
          </li>
        ))}
      </ul>
      <p className="quiet">
        In the program itself: runtime/trace.Start and Stop, or a trace.FlightRecorder (Go 1.25), which keeps
        the last seconds and writes them when something is wrong.
      </p>
    </section>
  );
}
