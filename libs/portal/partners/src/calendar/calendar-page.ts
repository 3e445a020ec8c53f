import { httpResource } from '@angular/common/http';
import { Component, computed, inject, input } from '@angular/core';
import { Router } from '@angular/router';
import type { FeedCalendar, Page } from '@waybill/contracts';
import { toProblem, whileVisible } from '@waybill/portal-core';
import { pressesOn, shownDayWords } from '@waybill/portal-core/feed-days';
import type { ShownDayState } from '@waybill/portal-core/feed-days';
import { Names } from '@waybill/portal-core/names';
import {
  DayBoard,
  EmptyState,
  Icon,
  NOW,
  ProblemPanel,
  Skeleton,
  figure,
} from '@waybill/portal-ui';
import { boardRows, hasState } from '../data/board-rows.ts';
import { isMonth, monthAfter, monthName, monthOf, rangeOf } from '../data/months.ts';

const lookEveryMs = 30_000;
const feedsMax = '200';
/** In the address, beside the states of days: feeds of which today wants somebody. */
const pressing = 'pressing';
const legend = Object.entries(shownDayWords).filter(([state]) => state !== 'none');

/** All feeds by day, those that want attention first; partner, state and month are in the address. */
@Component({
  selector: 'wb-calendar-page',
  imports: [DayBoard, EmptyState, Icon, ProblemPanel, Skeleton],
  templateUrl: './calendar-page.html',
  styleUrls: ['../ui/section.scss', './calendar-page.scss'],
})
export class CalendarPage {
  /** From the address. */
  readonly partner = input<string>();
  readonly state = input<string>();
  readonly month = input<string>();

  private readonly router = inject(Router);
  private readonly now = inject(NOW);
  protected readonly names = inject(Names);
  protected readonly legend = legend;
  protected readonly figure = figure;
  protected readonly today = computed(() => new Date(this.now()).toISOString().slice(0, 10));
  protected readonly shownMonth = computed(() => {
    const asked = this.month();
    return asked !== undefined && isMonth(asked) ? asked : monthOf(this.today());
  });
  protected readonly monthLabel = computed(() => monthName(this.shownMonth()));
  protected readonly isThisMonth = computed(() => this.shownMonth() >= monthOf(this.today()));
  private readonly answer = httpResource<Page<FeedCalendar>>(() => {
    const partner = this.partner();
    const { from, to } = rangeOf(this.shownMonth(), this.today());
    return {
      url: '/bff/api/feed-days',
      params: { from, to, limit: feedsMax, ...(partner ? { partner } : {}) },
    };
  });
  private readonly feeds = computed(() =>
    this.answer.hasValue() ? this.answer.value().items : undefined,
  );
  protected readonly problem = computed(() => {
    const error = this.answer.error();
    return error ? toProblem(error) : null;
  });
  protected readonly chosenState = computed(() => {
    const state = this.state();
    return isDayState(state) ? state : null;
  });
  protected readonly pressing = computed(
    () => this.feeds()?.filter((feed) => pressesOn(feed, this.today())) ?? [],
  );
  protected readonly onlyPressing = computed(() => this.state() === pressing);
  protected readonly counts = computed(() =>
    legend.map(([state, word]) => ({
      state,
      word,
      count: (this.feeds() ?? []).filter((feed) => hasState(feed, state as ShownDayState)).length,
    })),
  );
  protected readonly rows = computed(() => {
    const state = this.chosenState();
    const shown = this.onlyPressing()
      ? this.feeds() && this.pressing()
      : this.feeds()?.filter((feed) => state === null || hasState(feed, state));
    return shown && boardRows(shown, (partner) => this.names.of(partner));
  });
  protected readonly days = computed(() => this.feeds()?.[0]?.days.map(({ day }) => day) ?? []);
  protected readonly isCut = computed(
    () => this.answer.hasValue() && this.answer.value().next !== null,
  );

  constructor() {
    whileVisible(
      lookEveryMs,
      () => this.isThisMonth() && this.answer.hasValue(),
      () => {
        this.answer.reload();
      },
    );
  }

  protected reload(): void {
    this.answer.reload();
  }

  protected page(months: number): void {
    this.set({ month: monthAfter(this.shownMonth(), months) });
  }

  protected choose(name: 'partner' | 'state', event: Event): void {
    if (event.target instanceof HTMLSelectElement) this.set({ [name]: event.target.value || null });
  }

  protected set(queryParams: Record<string, string | null>): void {
    void this.router.navigate([], { queryParams, queryParamsHandling: 'merge' });
  }
}

function isDayState(state: string | undefined): state is ShownDayState {
  return state !== undefined && Object.hasOwn(shownDayWords, state);
}
