import { documentLimits as limits } from './document-limits.ts';
import { textOf } from './shape.ts';

export const fieldName = textOf(
  limits.nameLengthMax,
  /^[A-Za-z][A-Za-z0-9_]*$/,
  'a name: a letter a to z, then letters, digits or _',
);
export const clauseId = textOf(
  limits.nameLengthMax,
  /^[A-Za-z0-9][A-Za-z0-9._-]*$/,
  'an id: letters a to z, digits, and . _ - after the first',
);
export const sentence = textOf(limits.messageLengthMax);
export const expression = textOf(limits.expressionLengthMax);
export const day = textOf(10, /^\d{4}-\d{2}-\d{2}$/, 'a date written YYYY-MM-DD');
