import { useView } from '../hooks/use-store.ts';
import { OpenedReport } from './opened-report.tsx';
import { ReportPreview } from './report-preview.tsx';

/** What a link of the open files would carry; or, where the address is such a link, what it carries. */
export function ReportPage() {
  const [{ link }] = useView('report');
  return link === null ? <ReportPreview /> : <OpenedReport key={link} link={link} />;
}
