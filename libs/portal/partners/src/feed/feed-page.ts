import { Component, computed, effect, inject, input } from '@angular/core';
import { Title } from '@angular/platform-browser';
import { RouterLink, RouterLinkActive, RouterOutlet } from '@angular/router';
import { documentWords, feedStateWords } from '@waybill/portal-core/words';
import { RecordProblem } from '@waybill/portal-core/record-problem';
import { Skeleton, StatusChip, showPartnerZone } from '@waybill/portal-ui';
import { FeedDetail } from './feed-detail.ts';

@Component({
  selector: 'wb-feed-page',
  imports: [RecordProblem, RouterLink, RouterLinkActive, RouterOutlet, Skeleton, StatusChip],
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
  protected readonly tabs = computed(() => {
    const drift = this.detail.openDrift();
    return [
      { path: 'overview', label: 'Overview', count: null },
      { path: 'format', label: 'Format', count: null },
      { path: 'expectation', label: 'Expectation', count: null },
      { path: 'drift', label: 'Drift', count: drift > 0 ? drift : null },
      { path: 'versions', label: 'Versions', count: null },
      { path: 'settings', label: 'Settings', count: null },
      { path: 'audit', label: 'Audit', count: null },
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
