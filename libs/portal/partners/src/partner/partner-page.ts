import { Component, computed, effect, inject, input } from '@angular/core';
import { Title } from '@angular/platform-browser';
import { RouterLink, RouterLinkActive, RouterOutlet } from '@angular/router';
import { Store } from '@ngrx/store';
import { selectLastQuery } from '@waybill/portal-core/list';
import { RecordProblem } from '@waybill/portal-core/record-problem';
import { partnerWords } from '@waybill/portal-core/words';
import { Skeleton, StatusChip, showPartnerZone } from '@waybill/portal-ui';
import { partnerList } from '../partner-list/partner-list.ts';
import { PartnerDetail } from './partner-detail.ts';

@Component({
  selector: 'wb-partner-page',
  imports: [RecordProblem, RouterLink, RouterLinkActive, RouterOutlet, Skeleton, StatusChip],
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
  protected readonly tabs = computed(() => {
    const feeds = this.detail.feeds();
    const contacts = this.partner.value()?.contacts.length;
    return [
      { path: 'overview', label: 'Overview', count: null },
      { path: 'feeds', label: 'Feeds', count: feeds?.length ?? null },
      { path: 'runs', label: 'Runs', count: null },
      { path: 'contacts', label: 'Contacts', count: contacts ?? null },
      { path: 'settings', label: 'Settings', count: null },
      { path: 'audit', label: 'Audit', count: null },
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
