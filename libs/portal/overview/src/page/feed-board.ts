import { httpResource } from '@angular/common/http';
import { Component, computed, effect, inject, input, output } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { FeedCalendar, Page } from '@waybill/contracts';
import { toProblem } from '@waybill/portal-core';
import { pressesOn } from '@waybill/portal-core/feed-days';
import { Names } from '@waybill/portal-core/names';
import {
  DayBoard,
  EmptyState,
  Icon,
  NOW,
  ProblemPanel,
  Skeleton,
  isoDay,
} from '@waybill/portal-ui';
import { boardRows } from '../data/board-rows.ts';

const feedsMax = 100;
const dayMs = 86_400_000;
const daysShown = 14;

/** Feeds by days: what came, what is late and what never came, the most pressing feed first. */
@Component({
  selector: 'wb-feed-board',
  imports: [DayBoard, EmptyState, Icon, ProblemPanel, RouterLink, Skeleton],
  templateUrl: './feed-board.html',
  styleUrl: './feed-board.scss',
})
export class FeedBoard {
  readonly partner = input.required<string | null>();
  /** It is as high as it will be: what is below no longer moves. */
  readonly settled = output();

  private readonly now = inject(NOW);
  private readonly names = inject(Names);
  protected readonly today = computed(() => isoDay(this.now()));
  protected readonly days = computed(() => {
    const last = Date.parse(this.today());
    return Array.from({ length: daysShown }, (_, index) =>
      new Date(last - (daysShown - 1 - index) * dayMs).toISOString().slice(0, 10),
    );
  });
  protected readonly answer = httpResource<Page<FeedCalendar>>(() => {
    const [from = '', to = ''] = [this.days()[0], this.days().at(-1)];
    const partner = this.partner();
    const params = { from, to, limit: String(feedsMax), ...(partner ? { partner } : {}) };
    return { url: '/bff/api/feed-days', params };
  });
  private readonly calendars = computed(() =>
    this.answer.hasValue() ? this.answer.value().items : null,
  );
  protected readonly rows = computed(() => {
    const calendars = this.calendars();
    return calendars && boardRows(calendars, this.today(), (id) => this.names.of(id));
  });
  protected readonly pressing = computed(
    () => (this.calendars() ?? []).filter((feed) => pressesOn(feed, this.today())).length,
  );
  protected readonly pressingParams = computed(() => ({
    state: 'pressing',
    ...(this.partner() ? { partner: this.partner() } : {}),
  }));
  protected readonly hasMore = computed(
    () => this.answer.hasValue() && this.answer.value().next !== null,
  );
  protected readonly problem = computed(() => {
    const error = this.answer.error();
    return error ? toProblem(error) : null;
  });

  constructor() {
    effect(() => {
      if (this.rows() || this.problem()) this.settled.emit();
    });
  }
}
