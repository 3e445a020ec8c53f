const lastMonths = /^\d{4}-(0[1-9]|1[0-2])$/;

/** Whether a text is a month such as `2026-11`. */
export function isMonth(text: string): boolean {
  return lastMonths.test(text);
}

/** The month of a day, both as in ISO 8601. */
export function monthOf(day: string): string {
  return day.slice(0, 7);
}

export function monthAfter(month: string, months: number): string {
  const date = new Date(`${month}-01T00:00:00Z`);
  date.setUTCMonth(date.getUTCMonth() + months);
  return date.toISOString().slice(0, 7);
}

/** `November 2026` */
export function monthName(month: string): string {
  const format = { month: 'long', year: 'numeric', timeZone: 'UTC' } as const;
  return new Intl.DateTimeFormat('en-GB', format).format(new Date(`${month}-01T00:00:00Z`));
}

/** The days of a month; of the present one up to tomorrow, so that what is due next is the last that a phone shows. */
export function rangeOf(month: string, today: string): { from: string; to: string } {
  const last = dayBefore(`${monthAfter(month, 1)}-01`);
  const tomorrow = dayAfter(today);
  const isPresent = month === monthOf(today);
  return { from: `${month}-01`, to: isPresent && tomorrow < last ? tomorrow : last };
}

function dayBefore(day: string): string {
  return new Date(Date.parse(day) - 86_400_000).toISOString().slice(0, 10);
}

function dayAfter(day: string): string {
  return new Date(Date.parse(day) + 86_400_000).toISOString().slice(0, 10);
}
