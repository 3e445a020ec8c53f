import {
  Component,
  Injector,
  ViewContainerRef,
  afterNextRender,
  effect,
  inject,
  signal,
  viewChild,
} from '@angular/core';
import type { ElementRef } from '@angular/core';
import type { MatDialogRef } from '@angular/material/dialog';
import { Router, RouterLink, RouterLinkActive, RouterOutlet, isActive } from '@angular/router';
import { Store } from '@ngrx/store';
import { Freshness, RUNTIME_CONFIG, Undo, sessionFeature } from '@waybill/portal-core';
import { Icon, ProblemPanel } from '@waybill/portal-ui';
import { JobBell } from '../jobs/job-bell.ts';
import { InstallOffer } from '../install/install-offer.ts';
import { Notices } from '../notices/notices.ts';
import { TourOffer } from '../tours/tour-offer.ts';
import { BrandMark } from './brand-mark.ts';
import { ShellKeys } from '../keys/shell-keys.ts';
import { Menu } from './menu.ts';
import { RecentPlaces } from './recent-places.ts';
import { ShellDialogs } from './shell-dialogs.ts';
import { UserMenu } from './user-menu.ts';

/** The frame around every signed-in screen. */
@Component({
  selector: 'wb-shell',
  imports: [
    BrandMark,
    Icon,
    JobBell,
    Notices,
    ProblemPanel,
    RouterLink,
    RouterLinkActive,
    RouterOutlet,
    TourOffer,
    UserMenu,
  ],
  templateUrl: './shell.html',
  styleUrl: './shell.scss',
  host: { '(keydown.escape)': 'menuOpen.set(false)' },
})
export class Shell {
  private readonly store = inject(Store);
  private readonly injector = inject(Injector);
  private readonly dialogs = inject(ShellDialogs);
  private readonly status = this.store.selectSignal(sessionFeature.selectStatus);
  private readonly main = viewChild.required<ElementRef<HTMLElement>>('main');
  private readonly extras = viewChild.required('extras', { read: ViewContainerRef });
  private readonly undo = inject(Undo);
  private asking: MatDialogRef<unknown> | null = null;

  protected readonly config = inject(RUNTIME_CONFIG);
  protected readonly freshness = inject(Freshness);
  protected readonly standingProblem = this.store.selectSignal(
    sessionFeature.selectStandingProblem,
  );
  protected readonly menu = inject(Menu);
  protected readonly onStartPage = isActive('/overview', inject(Router), {
    paths: 'exact',
    queryParams: 'ignored',
    matrixParams: 'ignored',
    fragment: 'ignored',
  });
  protected readonly menuOpen = signal(false);

  constructor() {
    // They begin to listen when they are made.
    inject(InstallOffer);
    inject(ShellKeys);
    inject(RecentPlaces);
    if (this.config.history) afterNextRender(() => void this.showHistory());
    effect(() => {
      if (this.status() === 'lost') void this.askToSignInAgain();
      else this.asking?.close();
    });
    const hasUndo = effect(() => {
      if (this.undo.pending().length === 0) return;
      hasUndo.destroy();
      void this.showUndoBar();
    });
  }

  protected skipToContent(event: Event): void {
    event.preventDefault();
    this.main().nativeElement.focus();
  }

  protected find(): void {
    void this.dialogs.palette();
  }

  protected reload(): void {
    location.reload();
  }

  /** Once in the life of a hub, in its first minute. */
  private async showHistory(): Promise<void> {
    const { HistoryBanner } = await import('../history/history-banner.ts');
    this.extras().createComponent(HistoryBanner);
  }

  /** Loaded with the first thing that can be taken back, and there from then on. */
  private async showUndoBar(): Promise<void> {
    const { UndoBar } = await import('../undo/undo-bar.ts');
    this.extras().createComponent(UndoBar);
  }

  /** Over the screen, not instead of it: what was typed below stays as it is. */
  private async askToSignInAgain(): Promise<void> {
    const { openSignInAgainDialog } = await import('../session/sign-in-again-dialog.ts');
    if (this.asking || this.status() !== 'lost') return;
    this.asking = openSignInAgainDialog(this.injector);
    this.asking.afterClosed().subscribe(() => {
      this.asking = null;
    });
  }
}
