import { Component, computed, effect, inject, signal, untracked } from '@angular/core';
import { FormField, FormRoot, form, maxLength, required } from '@angular/forms/signals';
import type { Feed } from '@waybill/contracts';
import { Permissions } from '@waybill/portal-core';
import { SaveBar, keepTab, reasonOfEdit } from '@waybill/portal-core/edits';
import { Names } from '@waybill/portal-core/names';
import { FeedDetail } from './feed-detail.ts';

interface Settings {
  name: string;
  filePattern: string;
  unknownMembers: string;
  state: string;
  reason: string;
}

const nothing: Settings = { name: '', filePattern: '', unknownMembers: '', state: '', reason: '' };

/** What a feed is called, which files are its own, and whether it takes any. */
@Component({
  selector: 'wb-feed-settings-tab',
  imports: [FormField, FormRoot, SaveBar],
  templateUrl: './settings-tab.html',
  styleUrls: ['../ui/section.scss', '../ui/form.scss'],
  host: { '(window:beforeunload)': 'keepTab($event)' },
})
export class SettingsTab {
  private readonly detail = inject(FeedDetail);
  private readonly names = inject(Names);
  private readonly permissions = inject(Permissions);
  private readonly base = signal(nothing);
  private readonly model = signal(nothing);

  protected readonly feed = this.detail.feed;
  protected readonly saved = signal(false);
  protected readonly refusal = computed(() => this.permissions.refusal('feeds:write'));
  protected readonly isChanged = computed(
    () => JSON.stringify(this.model()) !== JSON.stringify(this.base()),
  );
  protected readonly form = form(
    this.model,
    (path) => {
      required(path.name, { message: 'A feed needs a name.' });
      maxLength(path.name, 200, { message: 'At most 200 characters.' });
      required(path.filePattern, { message: 'Write * when any name will do.' });
      maxLength(path.filePattern, 200, { message: 'At most 200 characters.' });
      reasonOfEdit(path.reason);
    },
    { submission: { action: async () => this.save() } },
  );

  constructor() {
    effect(() => {
      const feed = this.feed.value();
      if (feed && !untracked(this.isChanged)) this.fill(feed);
    });
  }

  unsaved(): string | null {
    return this.isChanged() ? 'the settings of this feed' : null;
  }

  protected keepTab(event: Event): void {
    keepTab(event, this);
  }

  protected takeTheirs(): void {
    const feed = this.feed.value();
    if (feed) this.fill(feed);
    this.feed.settle();
  }

  protected async save(): Promise<undefined> {
    const url = this.detail.address() ?? '';
    const taken = await this.feed.save({ method: 'PATCH', url, body: this.model() });
    this.saved.set(taken);
    const feed = this.feed.value();
    if (!taken || !feed) return undefined;
    this.fill(feed);
    this.detail.reloadFigures();
    this.names.reload();
    return undefined;
  }

  private fill({ name, filePattern, unknownMembers, state }: Feed): void {
    const settings = { name, filePattern, unknownMembers, state, reason: '' };
    this.base.set(settings);
    this.model.set(settings);
  }
}
