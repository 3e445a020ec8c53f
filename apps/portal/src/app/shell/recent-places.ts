import { Service, inject, signal } from '@angular/core';
import { NavigationStart, Router } from '@angular/router';
import { Store } from '@ngrx/store';
import { sessionFeature } from '@waybill/portal-core';

export interface Place {
  readonly url: string;
  readonly title: string;
}

const storageKey = 'waybill.recent';
const most = 8;

/**
 * The screens that were left last, under the titles they had then; forgotten with the tab. Somebody else who
 * signs in here does not see them.
 */
@Service()
export class RecentPlaces {
  private readonly router = inject(Router);
  private readonly person = inject(Store).selectSignal(sessionFeature.selectPerson);
  private readonly kept = signal(this.read());
  readonly places = this.kept.asReadonly();

  constructor() {
    this.router.events.subscribe((event) => {
      if (event instanceof NavigationStart) this.leave(this.router.url, event.url);
    });
  }

  private leave(url: string, next: string): void {
    const title = document.title.replace(/ · Waybill$/, '');
    if (pathOf(url) === pathOf(next) || url === '/' || title === 'Waybill') return;
    const others = this.kept().filter((place) => pathOf(place.url) !== pathOf(url));
    this.kept.set([{ url, title }, ...others].slice(0, most));
    const record = { subject: this.person()?.subject, places: this.kept() };
    sessionStorage.setItem(storageKey, JSON.stringify(record));
  }

  private read(): readonly Place[] {
    try {
      const record: { subject?: string; places?: Place[] } = JSON.parse(
        sessionStorage.getItem(storageKey) ?? '{}',
      );
      return record.subject === this.person()?.subject ? (record.places ?? []) : [];
    } catch {
      // Storage is forbidden or holds something else's text.
      return [];
    }
  }
}

function pathOf(url: string): string {
  return url.split(/[?#]/, 1)[0] ?? url;
}
