import { problems } from '@waybill/contracts';
import type { SearchItem } from '@waybill/contracts';
import { problemCatalogue } from '@waybill/tabular';

/** Every code an API call, a file or a row can fail with, and what it means in a line. */
const titles: ReadonlyMap<string, string> = new Map([
  ...Object.values(problems).map(({ code, title }): [string, string] => [code, title]),
  ...Object.entries(problemCatalogue).map(([code, { title }]): [string, string] => [code, title]),
]);

/** Error codes that begin with the text, in any case: `type-0` finds TYPE-001 and its neighbours. */
export function codesLike(text: string, limit: number): SearchItem[] {
  const start = text.toUpperCase();
  return [...titles]
    .filter(([code]) => code.startsWith(start))
    .sort(([one], [other]) => one.localeCompare(other))
    .slice(0, limit)
    .map(([code, title]) => ({
      kind: 'code',
      id: code,
      title: code,
      subtitle: title,
      link: `/help/${code}`,
    }));
}
