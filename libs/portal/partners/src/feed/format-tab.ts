import { httpResource } from '@angular/common/http';
import { Component, computed, inject, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { InboundFile, Page } from '@waybill/contracts';
import { Permissions } from '@waybill/portal-core';
import { Icon, Refusal } from '@waybill/portal-ui';
import { columnLines, constants, dialectFacts, keyText } from '../data/format-words.ts';
import { FeedDetail } from './feed-detail.ts';
import { WaitingFiles } from './waiting-files.ts';

const filesMax = '100';

/** How the files of a feed are read, in words, and which of them could not be. */
@Component({
  selector: 'wb-feed-format-tab',
  imports: [Icon, Refusal, RouterLink, WaitingFiles],
  templateUrl: './format-tab.html',
  styleUrls: ['../ui/section.scss', './format-tab.scss'],
})
export class FormatTab {
  readonly id = input.required<string>();

  private readonly feed = inject(FeedDetail).feed;
  private readonly permissions = inject(Permissions);
  private readonly format = computed(() => this.feed.value()?.bundle.format);

  private readonly quarantined = httpResource<Page<InboundFile>>(() => ({
    url: '/bff/api/files',
    params: { feed: this.id(), state: 'quarantined', limit: filesMax },
  }));

  protected readonly refusal = computed(() => this.permissions.refusal('feeds:write'));
  /** Without those that a guard holds: what they need is a decision on each. */
  protected readonly unread = computed(() =>
    this.quarantined.hasValue()
      ? this.quarantined.value().items.filter(({ problem }) => !problem?.code.startsWith('GUARD'))
      : [],
  );
  protected readonly lines = computed(() => {
    const format = this.format();
    if (!format) return null;
    const valueMaps = format.valueMaps.map(({ name, entries, otherwise }) => ({
      name,
      otherwise,
      entries: Object.entries(entries),
    }));
    return {
      facts: dialectFacts(format),
      columns: columnLines(format),
      constants: constants(format),
      key: keyText(format),
      valueMaps,
    };
  });
}
