import { leakQuestion } from '../../state/queries.ts';
import { useApp } from '../hooks/app-context.ts';
import { CopyButton } from '../parts/copy-button.tsx';

/** The report as Markdown, for an issue or a chat: with the switches of the Report page, and its link. */
export function CopyMarkdown() {
  const app = useApp();
  const text = async (): Promise<string> => {
    const workspace = app.workspace.getState();
    const question = leakQuestion(workspace);
    if (question === null) return '';
    const [leaks, { markdownOf }] = await Promise.all([
      app.answers.once('leaks', question),
      import('../report/markdown-of.ts'),
    ]);
    return markdownOf(workspace, app.view.getState().report, leaks, question);
  };
  return <CopyButton text={text} label="Copy Markdown" done="Copied the report as Markdown." />;
}
