const dayMs = 86_400_000;

/** The clock of an IANA zone, with the offsets it has looked up. */
export class ZoneClock {
  readonly #format: Intl.DateTimeFormat;
  /** Offset of a whole UTC day, or null when it changes during that day. */
  readonly #offsetByDay = new Map<number, number | null>();

  /** @throws RangeError for a zone nobody knows. */
  constructor(timeZone: string) {
    this.#format = new Intl.DateTimeFormat('en-US', {
      timeZone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
  }

  /**
   * The instant at which a clock in this zone shows the given local time (both as milliseconds, the local one read as
   * if it were UTC). In an overlap, when clocks show a time twice, the earlier of the two; in a gap, when they skip it,
   * null. Both only by the zone's rules, so a replay gives the same.
   */
  instantOf(localMs: number): number | null {
    const before = this.#offset(localMs - dayMs);
    const after = this.#offset(localMs + dayMs);
    if (before === after) return localMs - before;
    const candidates = [localMs - before, localMs - after].filter(
      (instant) => this.#offset(instant) === localMs - instant,
    );
    return candidates.length === 0 ? null : Math.min(...candidates);
  }

  #offset(instant: number): number {
    const day = Math.floor(instant / dayMs);
    let known = this.#offsetByDay.get(day);
    if (known === undefined) {
      const start = this.#exactOffset(day * dayMs);
      known = start === this.#exactOffset((day + 1) * dayMs) ? start : null;
      if (this.#offsetByDay.size >= 20_000) this.#offsetByDay.clear();
      this.#offsetByDay.set(day, known);
    }
    return known ?? this.#exactOffset(instant);
  }

  #exactOffset(instant: number): number {
    const shown: Record<'year' | 'month' | 'day' | 'hour' | 'minute' | 'second', number> = {
      year: 0,
      month: 1,
      day: 1,
      hour: 0,
      minute: 0,
      second: 0,
    };
    for (const { type, value } of this.#format.formatToParts(instant))
      if (isShown(type, shown)) shown[type] = Number(value);
    const local = Date.UTC(
      shown.year,
      shown.month - 1,
      shown.day,
      shown.hour,
      shown.minute,
      shown.second,
    );
    return local - Math.floor(instant / 1000) * 1000;
  }
}

function isShown<Part extends string>(type: string, shown: Record<Part, number>): type is Part {
  return type in shown;
}

/** Whether this runtime knows the IANA zone. */
export function isTimeZone(timeZone: string): boolean {
  try {
    new Intl.DateTimeFormat('en-US', { timeZone });
    return true;
  } catch {
    // RangeError: no such zone.
    return false;
  }
}
