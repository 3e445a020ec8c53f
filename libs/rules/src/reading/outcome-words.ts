import type { ExpiryRule, InputDeclaration, Outcome } from '../document/rule-set-document.ts';
import { parseExpression } from '../parse/parse-expression.ts';
import { operandWords } from './operand-words.ts';
import type { ReadingContext } from './operand-words.ts';
import { pointsWords } from './points-words.ts';
import { orEmpty, wordsOr } from './words-or.ts';

type Names = Omit<ReadingContext, 'text'>;

/** What an outcome does, as a part of a sentence. */
export function outcomeWords(
  outcome: Outcome,
  inputs: readonly InputDeclaration[],
  names: Names,
): string {
  const amount = (text: string) =>
    wordsOr(`as many points as ${orEmpty(text)}`, () =>
      pointsWords(parseExpression(text), inputs, { ...names, text }),
    );
  switch (outcome.do) {
    case 'accrue':
      return amount(outcome.points) + expiryWords(outcome.expires);
    case 'reverse':
      return outcome.points === undefined
        ? 'what the original earned is taken back'
        : `${amount(outcome.points)}, taken back`;
    case 'set': {
      const text = outcome.value;
      const value = wordsOr(orEmpty(text), () =>
        operandWords(parseExpression(text), { ...names, text }),
      );
      return `${outcome.field} becomes ${value}`;
    }
    case 'skip':
      return `nothing is booked (${outcome.reason})`;
    case 'reject':
      return `the row is rejected (${outcome.message})`;
    case 'warn':
      return `a warning is noted (${outcome.message})`;
  }
}

function expiryWords(expires: ExpiryRule | undefined): string {
  if (expires === undefined) return '';
  const { months, endOf } = expires;
  const later = months === 1 ? '1 month' : `${months} months`;
  const end = endOf === undefined || endOf === 'day' ? '' : `, at the end of the ${endOf}`;
  return `, expiring ${later} later${end}`;
}
