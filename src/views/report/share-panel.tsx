import { useId, useState } from 'react';
import { count } from '../../base/figures.ts';
import { defaultLinkCap } from '../../report/fit.ts';
import { toHtml } from '../../report/html.ts';
import { toMarkdown } from '../../report/markdown.ts';
import type { OmittedKind, Report } from '../../report/model.ts';
import { useView } from '../hooks/use-store.ts';
import { CopyButton } from '../parts/copy-button.tsx';
import { saveFile } from '../parts/save-file.ts';
import { isOwnMachine, linkAddress, storedLinkBase, storeLinkBase } from './link-address.ts';
import { QrCode, qrFits } from './qr-code.tsx';
import styles from './report-page.module.css';

interface ShareProps {
  readonly link: string;
  readonly report: Report;
}

const switches: readonly { readonly kind: OmittedKind; readonly title: string }[] = [
  { kind: 'names', title: 'File names and program' },
  { kind: 'paths', title: 'Whole file paths' },
  { kind: 'labels', title: 'Labels' },
  { kind: 'ids', title: 'Goroutine ids' },
  { kind: 'addresses', title: 'Addresses' },
  { kind: 'hosts', title: 'Host names' },
];

const caps: readonly { readonly cap: number; readonly title: string }[] = [
  { cap: 2_000, title: '2,000: fits a QR code' },
  { cap: defaultLinkCap, title: '8,000: fits chat and mail' },
  { cap: 32_000, title: '32,000 characters' },
  { cap: 500_000, title: 'everything' },
];

/** What to carry, how long the link gets, and the ways out. */
export function SharePanel({ link, report }: ShareProps) {
  const [base, setBase] = useState(storedLinkBase);
  const address = linkAddress(base, link);
  return (
    <section className={styles.share} aria-label="Share the report">
      <div className={styles.ways}>
        <CopyButton
          text={() => address}
          label="Copy link"
          done={`Copied a link of ${count(address.length)} characters.`}
          className="btn primary"
        />
        <CopyButton
          text={() => toMarkdown(report, address)}
          label="Copy Markdown"
          done="Copied as Markdown."
        />
        <button
          type="button"
          className="btn"
          onClick={() => saveFile(fileName(report), toHtml(report, address), 'text/html')}
        >
          Save HTML
        </button>
        <Code address={address} />
      </div>
      <Length address={address} link={link} report={report} />
      <Switches />
      <Base base={base} onBase={setBase} />
    </section>
  );
}

function Length({ address, link, report }: ShareProps & { readonly address: string }) {
  const isLong = link.length > defaultLinkCap;
  const left = report.omitted.findings;
  return (
    <div className={styles.length}>
      <output aria-label="Length of the link">
        <b>{count(address.length)}</b> characters · {count(report.findings.length)}{' '}
        {report.findings.length === 1 ? 'finding' : 'findings'}
        {left > 0 ? ` and ${count(left)} smaller ${left === 1 ? 'group' : 'groups'} in numbers` : ''}
      </output>
      <meter
        aria-label="Share of what chat and mail carry"
        min={0}
        max={defaultLinkCap}
        high={defaultLinkCap * 0.98}
        value={Math.min(link.length, defaultLinkCap)}
      />
      {isLong ? (
        <p role="note" className={styles.long}>
          Some chat and mail programs cut links longer than {count(defaultLinkCap)} characters. Save the HTML
          file and send that instead.
        </p>
      ) : null}
    </div>
  );
}

function Switches() {
  const [{ carried, cap }, choose] = useView('report');
  const capId = useId();
  return (
    <fieldset className={styles.switches}>
      <legend>What it carries beside the findings</legend>
      {switches.map(({ kind, title }) => (
        <label key={kind}>
          <input
            type="checkbox"
            checked={carried.includes(kind)}
            onChange={({ target }) =>
              choose({
                carried: target.checked ? [...carried, kind] : carried.filter((other) => other !== kind),
              })
            }
          />
          {title}
        </label>
      ))}
      <label htmlFor={capId} className={styles.cap}>
        Longest link
        <select
          id={capId}
          className="field"
          value={cap}
          onChange={({ target }) => choose({ cap: Number(target.value) })}
        >
          {caps.some((one) => one.cap === cap) ? null : <option value={cap}>{count(cap)} characters</option>}
          {caps.map((one) => (
            <option key={one.cap} value={one.cap}>
              {one.title}
            </option>
          ))}
        </select>
      </label>
    </fieldset>
  );
}

interface BaseProps {
  readonly base: string;
  readonly onBase: (base: string) => void;
}

/** A page on the sender's own machine is of no use to a colleague: the link may open on another Unpark. */
function Base({ base, onBase }: BaseProps) {
  const id = useId();
  return (
    <div className={styles.base}>
      <label htmlFor={id}>The link opens at</label>
      <input
        id={id}
        className="field"
        type="url"
        spellCheck={false}
        placeholder={location.origin + location.pathname}
        value={base}
        onChange={({ target }) => {
          storeLinkBase(target.value);
          onBase(target.value);
        }}
      />
      {isOwnMachine(base) ? (
        <p className="quiet">
          This is your own machine. Name the Unpark your colleagues use; or they paste the link into theirs.
        </p>
      ) : null}
    </div>
  );
}

function Code({ address }: { readonly address: string }) {
  const [isShown, setIsShown] = useState(false);
  const fits = qrFits(address);
  return (
    <>
      <button
        type="button"
        className="btn"
        aria-expanded={isShown && fits}
        disabled={!fits}
        title={fits ? undefined : 'The link is too long for a QR code.'}
        onClick={() => setIsShown(!isShown)}
      >
        QR code
      </button>
      {isShown && fits ? <QrCode text={address} /> : null}
    </>
  );
}

function fileName(report: Report): string {
  const name = (report.program ?? 'leaks').replace(/[^\w.-]+/g, '-').slice(0, 60);
  return `${name}-report-${new Date(report.createdMs).toISOString().slice(0, 16).replace(/[:T]/g, '')}.html`;
}
