import { Component } from '@angular/core';
import { RouterLink, RouterLinkActive } from '@angular/router';

/** Between replays of one run each and those of many. */
@Component({
  selector: 'wb-replay-tabs',
  imports: [RouterLink, RouterLinkActive],
  template: `
    <nav aria-label="Kinds of replays">
      <a
        routerLink="/replays"
        routerLinkActive="current"
        ariaCurrentWhenActive="page"
        [routerLinkActiveOptions]="exactly"
        >Of one run</a
      >
      <a routerLink="/replays/bulk" routerLinkActive="current" ariaCurrentWhenActive="page"
        >Of many runs</a
      >
    </nav>
  `,
  styles: `
    nav {
      display: flex;
      gap: var(--wb-space-4);
      margin-bottom: var(--wb-space-3);
      border-bottom: 1px solid var(--wb-line);
    }
    a {
      padding: 0.45rem 0;
      border-bottom: 2px solid transparent;
      color: var(--wb-ink-soft);
      font-weight: 540;
      text-decoration: none;
    }
    a.current {
      border-color: var(--wb-accent);
      color: var(--wb-ink);
    }
  `,
})
export class ReplayTabs {
  protected readonly exactly = {
    paths: 'exact',
    queryParams: 'ignored',
    fragment: 'ignored',
    matrixParams: 'ignored',
  } as const;
}
