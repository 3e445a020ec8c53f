import { Component, computed, effect, inject, linkedSignal, signal } from '@angular/core';
import { httpResource } from '@angular/common/http';
import { RouterLink } from '@angular/router';
import type { Feed, Page, Partner } from '@waybill/contracts';
import { Permissions, toProblem } from '@waybill/portal-core';
import { EmptyState, Icon, ProblemPanel, StatusChip, byteSize } from '@waybill/portal-ui';
import { storyOf } from './upload-story.ts';
import { Uploads } from './uploads.ts';

const choicesMax = 500;
const lastFeedKey = 'waybill.upload.feed';

@Component({
  selector: 'wb-upload-page',
  imports: [EmptyState, Icon, ProblemPanel, RouterLink, StatusChip],
  templateUrl: './upload-page.html',
  styleUrl: './upload-page.scss',
})
export class UploadPage {
  private readonly permissions = inject(Permissions);
  protected readonly uploads = inject(Uploads);
  protected readonly refusal = computed(() => this.permissions.refusal('files:upload'));
  protected readonly known = computed(() => this.permissions.roleNames() !== '');

  private readonly params = { limit: choicesMax };
  protected readonly feeds = httpResource<Page<Omit<Feed, 'bundle'>>>(() => ({
    url: '/bff/api/feeds',
    params: this.params,
  }));
  private readonly partners = httpResource<Page<Partner>>(() => ({
    url: '/bff/api/partners',
    params: this.params,
  }));
  protected readonly problem = computed(() => {
    const error = this.feeds.error();
    return error ? toProblem(error) : null;
  });
  /** Feeds under the name of their partner. */
  protected readonly groups = computed(() => {
    const feeds = this.feeds.hasValue() ? this.feeds.value().items : [];
    const partners = this.partners.hasValue() ? this.partners.value().items : [];
    const names = new Map(partners.map(({ id, name }) => [id, name]));
    return [...new Set(feeds.map(({ partner }) => partner))].map((partner) => ({
      partner,
      name: names.get(partner) ?? partner,
      feeds: feeds.filter((feed) => feed.partner === partner),
    }));
  });
  private readonly available = computed(() => this.groups().flatMap(({ feeds }) => feeds));
  protected readonly feed = linkedSignal(() => {
    const ids = this.available().map(({ id }) => id);
    const last = sessionStorage.getItem(lastFeedKey);
    return ids.find((id) => id === last) ?? ids[0] ?? '';
  });
  protected readonly pattern = computed(
    () => this.available().find(({ id }) => id === this.feed())?.filePattern,
  );
  protected readonly over = signal(false);
  protected readonly rows = computed(() =>
    this.uploads.all().map((upload) => ({
      upload,
      story: storyOf(upload),
      size: byteSize(upload.sizeBytes),
      percent: Math.floor(upload.sent * 100),
    })),
  );

  constructor() {
    effect(() => {
      if (this.feed()) sessionStorage.setItem(lastFeedKey, this.feed());
    });
  }

  protected chooseFeed({ target }: Event): void {
    if (target instanceof HTMLSelectElement) this.feed.set(target.value);
  }

  protected chooseFiles({ target }: Event): void {
    if (!(target instanceof HTMLInputElement)) return;
    this.uploads.add(this.feed(), [...(target.files ?? [])]);
    // The same file may be chosen again, for example after it was corrected.
    target.value = '';
  }

  protected dragOver(event: DragEvent): void {
    // Until it is known for which feed, the browser shows that nothing can be dropped.
    if (!this.feed() || !event.dataTransfer?.types.includes('Files')) return;
    event.preventDefault();
    event.dataTransfer.dropEffect = 'copy';
    this.over.set(true);
  }

  protected drop(event: DragEvent): void {
    event.preventDefault();
    this.over.set(false);
    const files = [...(event.dataTransfer?.files ?? [])];
    if (this.feed()) this.uploads.add(this.feed(), files);
  }
}
