import { problems } from '@waybill/contracts';
import { messages } from '@waybill/portal-core';
import { problemCatalogue } from '@waybill/tabular';
import type { ProblemCode } from '@waybill/tabular';
import { areaOf } from './areas.ts';
import { examples } from './examples.ts';
import type { Example } from './examples.ts';

/** The page behind an error code. */
export interface CodeHelp {
  readonly code: string;
  /** What the reports call it, such as DATE; null for problems of requests. */
  readonly name: string | null;
  readonly title: string;
  readonly meaning: string;
  readonly advice: string;
  readonly who: string;
  readonly area: string;
  readonly example: Example | null;
  /** What the portal says when it happens; null for problems of rows. */
  readonly said: string | null;
  /** Where everything with this code is listed. */
  readonly list: { readonly link: string; readonly query: Record<string, string> } | null;
}

const ofRows: readonly CodeHelp[] = Object.entries(problemCatalogue).map(
  ([code, { name, title, advice }]) => ({
    ...wordsOf(code),
    name,
    title,
    advice,
    example: isRowCode(code) ? examples[code] : null,
    said: null,
    list: { link: '/errors', query: { code } },
  }),
);

const known = new Set(ofRows.map(({ code }) => code));

const ofRequests: readonly CodeHelp[] = Object.entries(problems)
  .filter(([, { code }]) => !known.has(code))
  .map(([name, { code, title }]) => {
    const message = Object.hasOwn(messages, name) ? messages[name as keyof typeof messages] : null;
    return {
      ...wordsOf(code),
      name: null,
      title,
      advice: message?.advice ?? 'Try again; give support the code if it stays.',
      example: null,
      said: message?.title ?? title,
      list: null,
    };
  });

const ofThePortal: readonly CodeHelp[] = [
  {
    ...wordsOf('NET-001'),
    name: null,
    title: 'The hub cannot be reached',
    advice: 'Check the connection. The screen goes on by itself as soon as it is back.',
    example: null,
    said: 'The hub cannot be reached.',
    list: null,
  },
  {
    ...wordsOf('NET-002'),
    name: null,
    title: 'Held back, because what was on the screen may have been old',
    advice:
      'Nothing was changed, and what you typed is still there. Do it again once the bar above the screen is gone.',
    example: null,
    said: 'This was not sent: what you see may be old.',
    list: null,
  },
  {
    ...wordsOf('NET-003'),
    name: null,
    title: 'The sign-in service is away',
    advice:
      'Nothing was changed, and what you typed is still there. Go on where you are: the sign-in is renewed by itself as soon as the service answers.',
    example: null,
    said: 'The sign-in service is away; what you write is kept.',
    list: null,
  },
  {
    ...wordsOf('PORTAL-001'),
    name: null,
    title: 'Something went wrong in the portal',
    advice: 'Reload the page. If it stays, tell support what you did and this code.',
    example: null,
    said: messages.unexpected.title,
    list: null,
  },
];

/** Every code there is help on, by area and number. */
export const codeHelps: readonly CodeHelp[] = [...ofRows, ...ofRequests, ...ofThePortal].sort(
  (one, other) => one.code.localeCompare(other.code),
);

const byCode: ReadonlyMap<string, CodeHelp> = new Map(codeHelps.map((help) => [help.code, help]));

/** The page behind a code, in any case of its letters; null when there is no such code. */
export function codeHelp(code: string): CodeHelp | null {
  const wanted = code.toUpperCase();
  const found = byCode.get(wanted);
  if (found) return found;
  return /^HTTP-\d{3}$/.test(wanted) ? ofStatus(wanted) : null;
}

/** An answer that was no answer of the hub: of a proxy on the way, most likely. */
function ofStatus(code: string): CodeHelp {
  return {
    ...wordsOf('NET-001'),
    code,
    name: null,
    title: `Something on the way answered with status ${code.slice(5)}`,
    advice: 'Try again in a moment; if it stays, the people who operate the hub have to look.',
    example: null,
    said: null,
    list: null,
  };
}

function wordsOf(code: string) {
  const { label, meaning, who } = areaOf(code);
  return { code, area: label, meaning, who };
}

function isRowCode(code: string): code is ProblemCode {
  return Object.hasOwn(examples, code);
}
