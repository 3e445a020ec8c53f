import { Component, computed, inject } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { FeedCalendar } from '@waybill/contracts';
import { feedDayWords } from '@waybill/portal-core';
import { feedStateWords } from '@waybill/portal-core/words';
import { EmptyState, ProblemPanel, Skeleton, StatusChip, Time } from '@waybill/portal-ui';
import { PartnerDetail } from './partner-detail.ts';

@Component({
  selector: 'wb-partner-feeds-tab',
  imports: [EmptyState, ProblemPanel, RouterLink, Skeleton, StatusChip, Time],
  templateUrl: './feeds-tab.html',
  styleUrl: '../ui/section.scss',
})
export class FeedsTab {
  protected readonly detail = inject(PartnerDetail);
  protected readonly stateWords = feedStateWords;
  protected readonly rows = computed(() =>
    this.detail.feeds()?.map((feed) => ({ feed, day: latestDay(feed), last: lastFile(feed) })),
  );
  protected readonly dayWords = feedDayWords;
}

/** The last day of which something can be said already. */
function latestDay({ days }: FeedCalendar) {
  return days.findLast(({ state }) => state !== 'none' && state !== 'due');
}

function lastFile({ days }: FeedCalendar) {
  return days.flatMap(({ files }) => files).at(-1);
}
