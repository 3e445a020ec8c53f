import { HttpClient } from '@angular/common/http';
import { Component, computed, effect, inject, input, signal, untracked } from '@angular/core';
import { FormField, FormRoot, form, min, required } from '@angular/forms/signals';
import { Router, RouterLink } from '@angular/router';
import type { Feed, FormatCheck } from '@waybill/contracts';
import { Permissions, Undo, toProblem } from '@waybill/portal-core';
import type { PortalProblem } from '@waybill/portal-core';
import { SaveBar, keepTab, reasonOfEdit } from '@waybill/portal-core/edits';
import { ProblemPanel, Refusal } from '@waybill/portal-ui';
import { firstValueFrom } from 'rxjs';
import { emptyFormat, formatFieldsOf, formatWith } from '../data/format-fields.ts';
import type { Format } from '../data/format-fields.ts';
import { delimiterWords, typeWords } from '../data/format-words.ts';
import { FormatCheckPanel } from './format-check-panel.ts';
import { FeedDetail } from './feed-detail.ts';

/** A changed format: tried on the last file first, then saved as the next version, which can be taken back. */
@Component({
  selector: 'wb-feed-format-edit-tab',
  imports: [FormField, FormRoot, FormatCheckPanel, ProblemPanel, Refusal, RouterLink, SaveBar],
  templateUrl: './format-edit-tab.html',
  styleUrls: ['../ui/section.scss', '../ui/form.scss', './format-edit-tab.scss'],
  host: { '(window:beforeunload)': 'keepTab($event)' },
})
export class FormatEditTab {
  readonly id = input.required<string>();

  private readonly detail = inject(FeedDetail);
  private readonly http = inject(HttpClient);
  private readonly router = inject(Router);
  private readonly undo = inject(Undo);
  private readonly permissions = inject(Permissions);
  private readonly base = signal(emptyFormat);
  private readonly model = signal(emptyFormat);

  protected readonly feed = this.detail.feed;
  protected readonly refusal = computed(() => this.permissions.refusal('feeds:write'));
  protected readonly encodings = encodings;
  protected readonly delimiters = Object.entries(delimiterWords);
  protected readonly types = Object.entries(typeWords);
  protected readonly check = signal<FormatCheck | null>(null);
  protected readonly checkProblem = signal<PortalProblem | null>(null);
  protected readonly checking = signal(false);
  protected readonly isFixed = computed(
    () => this.feed.value()?.bundle.format.dialect.format === 'fixed-width',
  );
  protected readonly saveLabel = computed(
    () => `Save as version ${String((this.feed.value()?.bundle.version ?? 0) + 1)}`,
  );
  protected readonly isChanged = computed(
    () => JSON.stringify(this.model()) !== JSON.stringify(this.base()),
  );
  protected readonly form = form(
    this.model,
    (path) => {
      required(path.encoding, { message: 'Which encoding?' });
      min(path.skipLines, 0, { message: '0 or more.' });
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
    return this.isChanged() ? 'the format of this feed' : null;
  }

  protected keepTab(event: Event): void {
    keepTab(event, this);
  }

  protected takeTheirs(): void {
    const feed = this.feed.value();
    if (feed) this.fill(feed);
    this.feed.settle();
  }

  /** Reads the last file as this format would; nothing is saved. */
  protected async tryOut(): Promise<void> {
    const format = this.format();
    if (!format) return;
    this.checking.set(true);
    this.checkProblem.set(null);
    const headers = { 'Idempotency-Key': crypto.randomUUID() };
    const url = `${this.detail.address()}/format-checks`;
    try {
      const call = this.http.post<FormatCheck>(url, { format }, { headers });
      this.check.set(await firstValueFrom(call));
    } catch (error) {
      this.check.set(null);
      this.checkProblem.set(toProblem(error));
    } finally {
      this.checking.set(false);
    }
  }

  protected async save(): Promise<undefined> {
    const former = this.feed.value()?.bundle.format;
    const format = this.format();
    if (!former || !format) return undefined;
    const taken = await this.put(format, this.model().reason);
    const feed = this.feed.value();
    if (!taken || !feed) return undefined;
    this.fill(feed);
    this.undo.offer({
      done: `Version ${String(feed.bundle.version)} of ${feed.name} saved`,
      undo: () => this.takeBack(former, feed.bundle.version),
    });
    await this.router.navigate(['/feeds', this.id(), 'format']);
    return undefined;
  }

  private async takeBack(former: Format, version: number): Promise<void> {
    const taken = await this.put(former, `Version ${String(version)} taken back`);
    if (!taken) throw new Error('The former format was not taken');
  }

  private put(format: Format, reason: string): Promise<boolean> {
    const url = `${this.detail.address()}/format`;
    return this.feed.save({ method: 'PUT', url, body: { format, reason } });
  }

  private format(): Format | undefined {
    const feed = this.feed.value();
    return feed && formatWith(feed.bundle.format, this.model());
  }

  private fill({ bundle }: Feed): void {
    const fields = formatFieldsOf(bundle.format);
    this.base.set(fields);
    this.model.set(fields);
  }
}

const encodings = [
  'utf-8',
  'windows-1252',
  'iso-8859-15',
  'utf-16le',
  'utf-16be',
  'windows-1250',
  'windows-1251',
  'shift_jis',
  'gb18030',
  'big5',
  'euc-kr',
];
