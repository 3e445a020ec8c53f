import { httpResource } from '@angular/common/http';
import { Service, computed, signal } from '@angular/core';
import type { FeedCalendar, Page, Partner, PartnerHealth } from '@waybill/contracts';
import { toProblem, whileVisible } from '@waybill/portal-core';
import { edited } from '@waybill/portal-core/edits';

const lookEveryMs = 30_000;

/** One partner, shared by the head and the tabs of its screen. */
@Service({ autoProvided: false })
export class PartnerDetail {
  private readonly id = signal<string | undefined>(undefined);
  readonly address = computed(() => {
    const id = this.id();
    return id === undefined ? undefined : `/bff/api/partners/${encodeURIComponent(id)}`;
  });
  readonly partner = edited<Partner>(() => this.address());

  private readonly healthAnswer = httpResource<PartnerHealth>(() => {
    const address = this.address();
    return address && `${address}/health`;
  });
  readonly health = computed(() =>
    this.healthAnswer.hasValue() ? this.healthAnswer.value() : undefined,
  );
  readonly healthProblem = computed(() => {
    const error = this.healthAnswer.error();
    return error ? toProblem(error) : null;
  });

  private readonly feedsAnswer = httpResource<Page<FeedCalendar>>(() => {
    const partner = this.id();
    return partner === undefined
      ? undefined
      : { url: '/bff/api/feed-days', params: { partner, limit: '200' } };
  });
  readonly feeds = computed(() =>
    this.feedsAnswer.hasValue() ? this.feedsAnswer.value().items : undefined,
  );
  readonly feedsProblem = computed(() => {
    const error = this.feedsAnswer.error();
    return error ? toProblem(error) : null;
  });

  constructor() {
    whileVisible(
      lookEveryMs,
      () => this.health() !== undefined,
      () => {
        this.reloadFigures();
      },
    );
  }

  show(id: string): void {
    this.id.set(id);
  }

  reloadFigures(): void {
    this.healthAnswer.reload();
    this.feedsAnswer.reload();
  }
}
