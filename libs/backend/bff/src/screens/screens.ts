import type { Visit } from '../visit.ts';
import { names } from './names.ts';
import { overviewPage } from './overview-page.ts';
import { runPage } from './run-page.ts';
import { sessionAnswer } from './session.ts';

type Query = Readonly<Record<string, string>>;

/** A screen whose answer is composed of several calls; `:id` stands for one segment and is handed over decoded. */
interface Screen {
  readonly path: string;
  readonly answer: (visit: Visit, query: Query, id: string) => Promise<unknown>;
}

const screens: readonly Screen[] = [
  { path: '/bff/session', answer: (visit) => sessionAnswer(visit) },
  { path: '/bff/names', answer: (visit) => names(visit) },
  { path: '/bff/overview-page', answer: overviewPage },
  { path: '/bff/run-page/:id', answer: (visit, _query, id) => runPage(visit, id) },
];

/** The screen at that path, ready to answer; null where there is none. */
export function screenAt(
  path: string,
): { answer: (visit: Visit, query: Query) => Promise<unknown> } | null {
  for (const { path: template, answer } of screens) {
    const id = idIn(template, path);
    if (id !== null) return { answer: (visit, query) => answer(visit, query, id) };
  }
  return null;
}

/** What stands for `:id`, '' where the template has none, null when the path is another one. */
function idIn(template: string, path: string): string | null {
  if (!template.endsWith('/:id')) return template === path ? '' : null;
  const head = template.slice(0, -':id'.length);
  if (!path.startsWith(head)) return null;
  try {
    const id = decodeURIComponent(path.slice(head.length));
    return /^[\w.:@-]{1,200}$/.test(id) && !/^\.{1,2}$/.test(id) ? id : null;
  } catch {
    // A percent sign that begins no escape.
    return null;
  }
}
