import type { ExpiryRule, Outcome } from '@waybill/rules';

/** An outcome as fields of a form: all that any outcome has, so that changing the kind loses nothing that was typed. */
export interface OutcomeFields {
  readonly deed: Outcome['do'];
  readonly points: string;
  /** Months until points expire, as text; nothing for never. */
  readonly months: string;
  readonly endOf: NonNullable<ExpiryRule['endOf']>;
  readonly message: string;
  readonly field: string;
  readonly value: string;
}

export const emptyOutcome: OutcomeFields = {
  deed: 'accrue',
  points: '1',
  months: '',
  endOf: 'month',
  message: '',
  field: '',
  value: '',
};

export function fieldsOf(outcome: Outcome): OutcomeFields {
  const fields = { ...emptyOutcome, deed: outcome.do, points: '' };
  switch (outcome.do) {
    case 'accrue': {
      const { points, expires } = outcome;
      const months = expires === undefined ? '' : String(expires.months);
      return { ...fields, points, months, endOf: expires?.endOf ?? 'day' };
    }
    case 'reverse':
      return { ...fields, points: outcome.points ?? '' };
    case 'set':
      return { ...fields, field: outcome.field, value: outcome.value };
    case 'skip':
      return { ...fields, message: outcome.reason };
    case 'reject':
    case 'warn':
      return { ...fields, message: outcome.message };
  }
}

export function outcomeOf(fields: OutcomeFields): Outcome {
  const { deed, points, months, endOf, message, field, value } = fields;
  switch (deed) {
    case 'accrue': {
      if (months.trim() === '') return { do: deed, points };
      return { do: deed, points, expires: { months: Number(months), endOf } };
    }
    case 'reverse':
      return points.trim() === '' ? { do: deed } : { do: deed, points };
    case 'set':
      return { do: deed, field, value };
    case 'skip':
      return { do: deed, reason: message };
    case 'reject':
    case 'warn':
      return { do: deed, message };
  }
}

export function faultOfMonths(months: string): string | null {
  if (months.trim() === '') return null;
  const count = Number(months);
  return Number.isInteger(count) && count >= 0 && count <= 1_200
    ? null
    : 'Whole months from 0 to 1,200; nothing for points that never expire.';
}
