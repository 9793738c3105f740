import { leakQuestion } from '../../state/queries.ts';
import { useApp } from '../hooks/app-context.ts';
import { CopyButton } from '../parts/copy-button.tsx';
import { leakMarkdown } from './leak-markdown.ts';

/** The findings as Markdown, for an issue or a chat. */
export function CopyMarkdown() {
  const app = useApp();
  const text = async (): Promise<string> => {
    const question = leakQuestion(app.workspace.getState());
    return question === null ? '' : leakMarkdown(await app.answers.once('leaks', question));
  };
  return <CopyButton text={text} label="Copy Markdown" done="Copied the findings as Markdown." />;
}
