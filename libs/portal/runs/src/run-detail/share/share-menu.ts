import { LiveAnnouncer } from '@angular/cdk/a11y';
import { Clipboard } from '@angular/cdk/clipboard';
import { HttpClient } from '@angular/common/http';
import { Component, inject, input, signal } from '@angular/core';
import { MatMenuModule } from '@angular/material/menu';
import { Router, RouterLink } from '@angular/router';
import type { RunDiagnostics, RunPage } from '@waybill/contracts';
import { RUNTIME_CONFIG, offerActions, toProblem } from '@waybill/portal-core';
import { Icon, saveJson } from '@waybill/portal-ui';
import { firstValueFrom } from 'rxjs';
import { ticketText } from './ticket-text.ts';

/** Everything by which a run is handed to somebody else. */
@Component({
  selector: 'wb-share-menu',
  imports: [Icon, MatMenuModule, RouterLink],
  templateUrl: './share-menu.html',
  styleUrl: './share-menu.scss',
})
export class ShareMenu {
  readonly page = input.required<RunPage>();

  private readonly clipboard = inject(Clipboard);
  private readonly announcer = inject(LiveAnnouncer);
  private readonly http = inject(HttpClient);
  private readonly router = inject(Router);
  private readonly api = inject(RUNTIME_CONFIG).apiUrl;
  /** What was just done, for the button to say. */
  protected readonly done = signal<string | null>(null);

  constructor() {
    offerActions(() => [
      {
        id: 'run.copy-link',
        label: 'Copy link to this view',
        key: 'l',
        icon: 'link',
        run: () => this.copyLink(),
      },
      {
        id: 'run.copy-ticket',
        label: 'Copy ticket text',
        key: 'c',
        icon: 'description',
        run: () => this.copyTicket(),
      },
      { id: 'run.copy-curl', label: 'Copy as curl', icon: 'terminal', run: () => this.copyCurl() },
      {
        id: 'run.report',
        label: 'Open the report for printing',
        icon: 'print',
        run: () => this.openReport(),
      },
      {
        id: 'run.diagnostics',
        label: 'Download diagnostics',
        icon: 'bug-report',
        run: () => void this.download(),
      },
    ]);
  }

  protected openReport(): void {
    void this.router.navigate(['/runs', this.page().run.id, 'report']);
  }

  protected copyLink(): void {
    this.copy(location.href, 'Link copied');
  }

  protected copyId(): void {
    this.copy(this.page().run.id, 'Id copied');
  }

  protected copyCurl(): void {
    const url = `${this.api}/runs/${this.page().run.id}`;
    this.copy(`curl -H "Authorization: Bearer $TOKEN" ${url}`, 'Command copied');
  }

  protected copyTicket(): void {
    this.copy(ticketText(this.page(), location.origin), 'Ticket text copied');
  }

  protected async download(): Promise<void> {
    const { id } = this.page().run;
    this.say('Gathering …');
    try {
      const url = `/bff/api/runs/${encodeURIComponent(id)}/diagnostics`;
      const file = await firstValueFrom(this.http.get<RunDiagnostics>(url));
      saveJson(file, `diagnostics-${id}.json`);
      this.say('Diagnostics saved');
    } catch (error) {
      const { title, code } = toProblem(error);
      this.say(`${title} (${code})`);
    }
  }

  private copy(text: string, saying: string): void {
    this.say(this.clipboard.copy(text) ? saying : 'The browser refused to copy');
  }

  private say(saying: string): void {
    this.done.set(saying);
    void this.announcer.announce(saying, 'polite');
    setTimeout(() => {
      this.done.update((now) => (now === saying ? null : now));
    }, 2500);
  }
}
