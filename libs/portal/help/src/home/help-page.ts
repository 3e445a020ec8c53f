import { Component, computed, inject, input } from '@angular/core';
import { Router, RouterLink } from '@angular/router';
import { Store } from '@ngrx/store';
import { Tours, sessionFeature } from '@waybill/portal-core';
import { EmptyState, Icon } from '@waybill/portal-ui';
import { codeHelps } from '../codes/code-help.ts';
import type { CodeHelp } from '../codes/code-help.ts';
import { guides } from './role-guides.ts';

/** How to do one's work here, and what every error code means. */
@Component({
  selector: 'wb-help-page',
  imports: [EmptyState, Icon, RouterLink],
  templateUrl: './help-page.html',
  styleUrl: './help-page.scss',
})
export class HelpPage {
  /** Of the address: what is looked for. */
  readonly q = input<string>();

  private readonly router = inject(Router);
  private readonly tours = inject(Tours);
  private readonly roles = inject(Store).selectSignal(sessionFeature.selectRoles);

  protected readonly wanted = computed(() => this.q() ?? '');
  /** One's own first. */
  protected readonly guides = computed(() =>
    guides
      .map((guide) => ({ ...guide, own: this.roles().includes(guide.role) }))
      .sort((one, other) => Number(other.own) - Number(one.own)),
  );
  protected readonly areas = computed(() => {
    const words = this.wanted().toLowerCase().split(/\s+/).filter(Boolean);
    const found = codeHelps.filter((help) => words.every((word) => textOf(help).includes(word)));
    return [...new Set(found.map(({ area }) => area))].map((area) => ({
      area,
      codes: found.filter((help) => help.area === area),
    }));
  });
  protected readonly count = computed(() =>
    this.areas().reduce((sum, { codes }) => sum + codes.length, 0),
  );

  protected tour(): void {
    void this.tours.begin('start');
  }

  protected look(event: Event): void {
    if (!(event.target instanceof HTMLInputElement)) return;
    const q = event.target.value.trim() || null;
    void this.router.navigate([], {
      queryParams: { q },
      queryParamsHandling: 'merge',
      replaceUrl: true,
    });
  }

  protected treeOf(link: string) {
    return this.router.parseUrl(link);
  }
}

function textOf({ code, name, title, advice, meaning, area }: CodeHelp): string {
  return [code, name, title, advice, meaning, area].join(' ').toLowerCase();
}
