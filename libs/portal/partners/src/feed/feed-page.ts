import { Component, computed, effect, inject, input } from '@angular/core';
import { Title } from '@angular/platform-browser';
import { RouterLink } from '@angular/router';
import { documentWords, feedStateWords } from '@waybill/portal-core/words';
import { RecordPage } from '@waybill/portal-core/record-page';
import type { RecordTab } from '@waybill/portal-core/record-page';
import { StatusChip, figure, showPartnerZone } from '@waybill/portal-ui';
import { FeedDetail } from './feed-detail.ts';

@Component({
  selector: 'wb-feed-page',
  imports: [RecordPage, RouterLink, StatusChip],
  providers: [FeedDetail],
  templateUrl: './feed-page.html',
  styleUrl: '../ui/page.scss',
})
export class FeedPage {
  /** From the address. */
  readonly id = input.required<string>();

  protected readonly detail = inject(FeedDetail);
  protected readonly feed = this.detail.feed;
  protected readonly words = feedStateWords;
  protected readonly documents = documentWords;
  protected readonly tabs = computed((): RecordTab[] => {
    const drift = this.detail.openDrift();
    return [
      { path: 'overview', label: 'Overview' },
      { path: 'format', label: 'Format' },
      { path: 'expectation', label: 'Expectation' },
      {
        path: 'drift',
        label: 'Drift',
        ...(drift > 0 ? { count: figure(drift), isWarning: true } : {}),
      },
      { path: 'versions', label: 'Versions' },
      { path: 'settings', label: 'Settings' },
      { path: 'audit', label: 'Audit' },
    ];
  });

  constructor() {
    showPartnerZone(() => this.detail.partner()?.timeZone);
    const title = inject(Title);
    effect(() => {
      this.detail.show(this.id());
    });
    effect(() => {
      const feed = this.feed.value();
      if (feed) title.setTitle(`${feed.name} of ${feed.partner} · Waybill`);
    });
  }
}
