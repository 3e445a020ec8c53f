import { Component, computed, effect, inject, input } from '@angular/core';
import { Title } from '@angular/platform-browser';
import { RouterLink } from '@angular/router';
import { Store } from '@ngrx/store';
import { selectLastQuery } from '@waybill/portal-core/list';
import { RecordPage } from '@waybill/portal-core/record-page';
import type { RecordTab } from '@waybill/portal-core/record-page';
import { partnerWords } from '@waybill/portal-core/words';
import { StatusChip, figure, showPartnerZone } from '@waybill/portal-ui';
import { partnerList } from '../partner-list/partner-list.ts';
import { PartnerDetail } from './partner-detail.ts';

@Component({
  selector: 'wb-partner-page',
  imports: [RecordPage, RouterLink, StatusChip],
  providers: [PartnerDetail],
  templateUrl: './partner-page.html',
  styleUrl: '../ui/page.scss',
})
export class PartnerPage {
  /** From the address. */
  readonly id = input.required<string>();

  private readonly detail = inject(PartnerDetail);
  protected readonly partner = this.detail.partner;
  protected readonly words = partnerWords;
  protected readonly backParams = inject(Store).selectSignal(selectLastQuery(partnerList.name));
  protected readonly tabs = computed((): RecordTab[] => {
    const feeds = this.detail.feeds();
    const contacts = this.partner.value()?.contacts;
    return [
      { path: 'overview', label: 'Overview' },
      { path: 'feeds', label: 'Feeds', count: feeds && figure(feeds.length) },
      { path: 'runs', label: 'Runs' },
      { path: 'contacts', label: 'Contacts', count: contacts && figure(contacts.length) },
      { path: 'settings', label: 'Settings' },
      { path: 'audit', label: 'Audit' },
    ];
  });

  constructor() {
    showPartnerZone(() => this.partner.value()?.timeZone);
    const title = inject(Title);
    effect(() => {
      this.detail.show(this.id());
    });
    effect(() => {
      const partner = this.partner.value();
      if (partner) title.setTitle(`${partner.name} · Waybill`);
    });
  }
}
