import { Component, computed, effect, inject, signal, untracked } from '@angular/core';
import { FormField, FormRoot, form, max, min, pattern, validate } from '@angular/forms/signals';
import type { Feed } from '@waybill/contracts';
import { Permissions } from '@waybill/portal-core';
import { SaveBar, keepTab, reasonOfEdit } from '@waybill/portal-core/edits';
import { NOW, Time, dayText } from '@waybill/portal-ui';
import { nextDueTimes } from '@waybill/tabular';
import {
  emptyExpectation,
  expectationOf,
  fieldsOf,
  type ExpectationFields,
} from '../data/expectation-fields.ts';
import { isTimeZone, timeZones } from '../data/time-zones.ts';
import { FeedDetail } from './feed-detail.ts';

const previewed = 5;

/** When files are due and how large they are, with what follows from it. */
@Component({
  selector: 'wb-feed-expectation-tab',
  imports: [FormField, FormRoot, SaveBar, Time],
  templateUrl: './expectation-tab.html',
  styleUrls: ['../ui/section.scss', '../ui/form.scss', './expectation-tab.scss'],
  host: { '(window:beforeunload)': 'keepTab($event)' },
})
export class ExpectationTab {
  private readonly detail = inject(FeedDetail);
  private readonly permissions = inject(Permissions);
  private readonly now = inject(NOW);
  private readonly base = signal(emptyExpectation);
  private readonly model = signal(emptyExpectation);

  protected readonly feed = this.detail.feed;
  protected readonly zones = timeZones;
  protected readonly dayNames = dayNames;
  protected readonly saved = signal(false);
  protected readonly refusal = computed(() => this.permissions.refusal('feeds:expect'));
  protected readonly isChanged = computed(
    () => JSON.stringify(this.model()) !== JSON.stringify(this.base()),
  );
  protected readonly form = form(
    this.model,
    (path) => {
      validate(path.days, ({ value, valueOf }) =>
        valueOf(path.isExpected) && !Object.values(value()).some(Boolean)
          ? { kind: 'days', message: 'Choose at least one day.' }
          : undefined,
      );
      pattern(path.at, /^([01]\d|2[0-3]):[0-5]\d$/, { message: 'A time such as 06:00.' });
      validate(path.timeZone, ({ value }) =>
        isTimeZone(value())
          ? undefined
          : { kind: 'zone', message: 'There is no such time zone; as in Europe/Berlin.' },
      );
      min(path.graceMinutes, 0, { message: 'From 0 to 1,440 minutes.' });
      max(path.graceMinutes, 1440, { message: 'From 0 to 1,440 minutes.' });
      min(path.rowsMin, 0, { message: 'A number of rows.' });
      validate(path.rowsMax, ({ value, valueOf }) => {
        const most = value();
        return valueOf(path.rows) === 'range' && most !== null && most < valueOf(path.rowsMin)
          ? { kind: 'range', message: 'The most is below the least.' }
          : undefined;
      });
      min(path.percent, 1, { message: 'From 1 to 100 percent.' });
      max(path.percent, 100, { message: 'From 1 to 100 percent.' });
      reasonOfEdit(path.reason);
    },
    { submission: { action: async () => this.save() } },
  );
  /** What follows from the form as it is typed; nothing while it cannot be meant. */
  protected readonly preview = computed(() => {
    const fields = this.model();
    const expectation = isUsable(fields) ? expectationOf(fields) : null;
    if (expectation === null) return [];
    return nextDueTimes(expectation, this.now(), previewed).map(({ day, due }) => ({
      day: `${dayText(day)}, ${expectation.at}`,
      at: new Date(due).toISOString(),
    }));
  });

  constructor() {
    effect(() => {
      const feed = this.feed.value();
      const zone = this.detail.partner()?.timeZone ?? 'UTC';
      if (feed && !untracked(this.isChanged)) this.fill(feed, zone);
    });
  }

  unsaved(): string | null {
    return this.isChanged() ? 'what is expected of this feed' : null;
  }

  protected keepTab(event: Event): void {
    keepTab(event, this);
  }

  protected takeTheirs(): void {
    this.refill();
    this.feed.settle();
  }

  protected async save(): Promise<undefined> {
    const fields = this.model();
    const body = { expectation: expectationOf(fields), reason: fields.reason };
    const url = `${this.detail.address()}/expectation`;
    const taken = await this.feed.save({ method: 'PUT', url, body });
    this.saved.set(taken);
    if (!taken) return undefined;
    this.refill();
    this.detail.reloadFigures();
    return undefined;
  }

  private refill(): void {
    const feed = this.feed.value();
    if (feed) this.fill(feed, this.detail.partner()?.timeZone ?? 'UTC');
  }

  private fill({ expectation }: Feed, zone: string): void {
    const fields = fieldsOf(expectation, zone);
    this.base.set(fields);
    this.model.set(fields);
  }
}

function isUsable({ isExpected, days, at, timeZone }: ExpectationFields): boolean {
  return (
    isExpected &&
    Object.values(days).some(Boolean) &&
    /^([01]\d|2[0-3]):[0-5]\d$/.test(at) &&
    isTimeZone(timeZone)
  );
}

const dayNames = [
  { key: 'mon', label: 'Mon' },
  { key: 'tue', label: 'Tue' },
  { key: 'wed', label: 'Wed' },
  { key: 'thu', label: 'Thu' },
  { key: 'fri', label: 'Fri' },
  { key: 'sat', label: 'Sat' },
  { key: 'sun', label: 'Sun' },
] as const;
