import { Component, computed, inject, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import { Permissions } from '@waybill/portal-core';
import { Icon, Refusal } from '@waybill/portal-ui';
import { columnLines, constants, dialectFacts, keyText } from '../data/format-words.ts';
import { FeedDetail } from './feed-detail.ts';

/** How the files of a feed are read, in words. */
@Component({
  selector: 'wb-feed-format-tab',
  imports: [Icon, Refusal, RouterLink],
  templateUrl: './format-tab.html',
  styleUrls: ['../ui/section.scss', './format-tab.scss'],
})
export class FormatTab {
  readonly id = input.required<string>();

  private readonly feed = inject(FeedDetail).feed;
  private readonly permissions = inject(Permissions);
  private readonly format = computed(() => this.feed.value()?.bundle.format);

  protected readonly refusal = computed(() => this.permissions.refusal('feeds:write'));
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
