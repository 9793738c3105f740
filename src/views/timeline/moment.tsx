import { useAnswer } from '../hooks/use-answer.ts';
import { clock } from '../parts/figures.ts';
import { moment } from './time-text.ts';

/** A time of the trace, with the wall clock's where the trace has one (Go 1.25 and later). */
export function Moment({ doc, ns }: { readonly doc: string; readonly ns: number }) {
  const { answer } = useAnswer('traceFacts', { doc });
  const wallMs = answer?.wallStartMs ?? null;
  if (wallMs === null) return <>{moment(ns)}</>;
  const at = wallMs + ns / 1e6;
  const milliseconds = String(Math.floor(at % 1000)).padStart(3, '0');
  return (
    <>
      {moment(ns)}{' '}
      <span className="quiet">
        {clock(at)}.{milliseconds}
      </span>
    </>
  );
}
