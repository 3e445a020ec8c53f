import { LiveAnnouncer } from '@angular/cdk/a11y';
import { Service, inject } from '@angular/core';
import { Title } from '@angular/platform-browser';
import { TitleStrategy } from '@angular/router';
import type { RouterStateSnapshot } from '@angular/router';

/** "Runs · Waybill"; said aloud, because a change of screen makes no sound by itself. */
@Service({ autoProvided: false })
export class PageTitles extends TitleStrategy {
  private readonly title = inject(Title);
  private readonly announcer = inject(LiveAnnouncer);
  private last = '';

  override updateTitle(snapshot: RouterStateSnapshot): void {
    const page = this.buildTitle(snapshot);
    this.title.setTitle(page ? `${page} · Waybill` : 'Waybill');
    if (page && this.last && page !== this.last) void this.announcer.announce(page, 'polite');
    this.last = page ?? '';
  }
}
