import { httpResource } from '@angular/common/http';
import { Service, computed, signal } from '@angular/core';
import type { DriftEvent, Feed, FeedCalendar, Page, Partner } from '@waybill/contracts';
import { whileVisible } from '@waybill/portal-core';
import { edited } from '@waybill/portal-core/edits';

const lookEveryMs = 30_000;
const openDriftMax = 50;

/** One feed, shared by the head and the tabs of its screen. */
@Service({ autoProvided: false })
export class FeedDetail {
  private readonly id = signal<string | undefined>(undefined);
  readonly address = computed(() => {
    const id = this.id();
    return id === undefined ? undefined : `/bff/api/feeds/${encodeURIComponent(id)}`;
  });
  readonly feed = edited<Feed>(() => this.address());

  private readonly partnerId = computed(() => this.feed.value()?.partner);
  private readonly partnerAnswer = httpResource<Partner>(() => {
    const id = this.partnerId();
    return id && `/bff/api/partners/${encodeURIComponent(id)}`;
  });
  readonly partner = computed(() =>
    this.partnerAnswer.hasValue() ? this.partnerAnswer.value() : undefined,
  );

  readonly calendarAnswer = httpResource<Page<FeedCalendar>>(() => {
    const feed = this.id();
    return feed === undefined ? undefined : { url: '/bff/api/feed-days', params: { feed } };
  });
  readonly calendar = computed(() =>
    this.calendarAnswer.hasValue() ? this.calendarAnswer.value().items[0] : undefined,
  );

  private readonly driftAnswer = httpResource<Page<DriftEvent>>(() => {
    const feed = this.id();
    return feed === undefined
      ? undefined
      : {
          url: '/bff/api/drift-events',
          params: { feed, state: 'open', limit: String(openDriftMax) },
        };
  });
  readonly openDrift = computed(() =>
    this.driftAnswer.hasValue() ? this.driftAnswer.value().items.length : 0,
  );

  constructor() {
    whileVisible(
      lookEveryMs,
      () => this.calendar() !== undefined,
      () => {
        this.reloadFigures();
      },
    );
  }

  show(id: string): void {
    this.id.set(id);
  }

  reloadFigures(): void {
    this.calendarAnswer.reload();
    this.driftAnswer.reload();
  }
}
