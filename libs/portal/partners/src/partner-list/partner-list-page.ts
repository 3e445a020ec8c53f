import { Component } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { Partner } from '@waybill/contracts';
import { partnerWords } from '@waybill/portal-core/words';
import { ListEmpty, ListView, injectList } from '@waybill/portal-core/list';
import { EmptyState, Icon, StatusChip, Time } from '@waybill/portal-ui';
import { Cell } from '@waybill/portal-ui/table';
import type { RowLink } from '@waybill/portal-ui/table';
import { partnerList } from './partner-list.ts';

@Component({
  selector: 'wb-partner-list-page',
  imports: [Cell, EmptyState, Icon, ListEmpty, ListView, RouterLink, StatusChip, Time],
  templateUrl: './partner-list-page.html',
  styles: `
    :host {
      display: block;
      max-width: 88rem;
      margin: 0 auto;
    }
    .name {
      display: block;
      overflow: hidden;
      font-weight: 560;
      text-overflow: ellipsis;
    }
    .faint {
      color: var(--wb-ink-faint);
      font-size: var(--wb-text-xs);
    }
  `,
})
export class PartnerListPage {
  protected readonly list = injectList(partnerList);
  protected readonly words = partnerWords;

  protected readonly linkOf = ({ id, name, state }: Partner): RowLink => ({
    commands: ['/partners', id],
    name: `${name}, ${partnerWords[state].label}`,
  });

  /** Whom one would write to about a file. */
  protected contactOf({ contacts }: Partner): Partner['contacts'][number] | undefined {
    return contacts.find(({ purpose }) => purpose === 'technical') ?? contacts[0];
  }
}
