import type { ReplayEffects } from '@waybill/contracts';
import { figure } from '@waybill/portal-ui';

/** What a replay will not do, in sentences: rows that stay as they are, and why. */
export function undone(effects: ReplayEffects): string[] {
  const say = (count: number, one: string, many: string) =>
    count === 0 ? [] : [`${figure(count)} ${count === 1 ? one : many}`];
  return [
    ...say(
      effects.unchanged,
      'row is booked already, exactly like this; it is not booked again.',
      'rows are booked already, exactly like this; they are not booked again.',
    ),
    ...say(
      effects.conflict,
      'row is in conflict with what was booked before; the first booking stands.',
      'rows are in conflict with what was booked before; the first bookings stand.',
    ),
    ...say(effects.rejected, 'row still breaks a rule.', 'rows still break a rule.'),
    ...say(
      effects.skipped,
      'row earns nothing under these rules.',
      'rows earn nothing under these rules.',
    ),
  ];
}
