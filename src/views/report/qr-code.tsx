import { useEffect, useState } from 'react';
import { useApp } from '../hooks/app-context.ts';
import styles from './report-page.module.css';

/** More characters make modules too small for a phone's camera. */
const maxLength = 2_300;

export function qrFits(text: string): boolean {
  return text.length <= maxLength;
}

/** Dark on light in both colour schemes: cameras expect it. */
export function QrCode({ text }: { readonly text: string }) {
  const { settled } = useApp();
  const [code, setCode] = useState<{ readonly size: number; readonly path: string } | null>(null);
  useEffect(() => {
    let isWanted = true;
    settled.add('pages', 1);
    void import('uqr')
      .then(({ encode }) => {
        const { data, size } = encode(text, { ecc: 'L', border: 2 });
        if (isWanted) setCode({ size, path: pathOf(data) });
      })
      .finally(() => settled.add('pages', -1));
    return () => {
      isWanted = false;
    };
  }, [text, settled]);
  if (code === null) return null;
  return (
    <svg
      className={styles.qr}
      viewBox={`0 0 ${code.size} ${code.size}`}
      role="img"
      aria-label="QR code of the link"
      shapeRendering="crispEdges"
    >
      <path d={code.path} />
    </svg>
  );
}

function pathOf(rows: readonly (readonly boolean[])[]): string {
  const runs: string[] = [];
  rows.forEach((row, y) => {
    for (let x = 0; x < row.length; x++) {
      if (!row[x]) continue;
      const start = x;
      while (x < row.length && row[x]) x++;
      runs.push(`M${start} ${y}h${x - start}v1H${start}z`);
    }
  });
  return runs.join('');
}
