import { Component, computed, effect, inject, input } from '@angular/core';
import { Title } from '@angular/platform-browser';
import { RouterLink } from '@angular/router';
import { EmptyState, Icon } from '@waybill/portal-ui';
import { codeHelp } from '../codes/code-help.ts';

/** What one error code means, what it looks like, what to do and who can. */
@Component({
  selector: 'wb-code-page',
  imports: [EmptyState, Icon, RouterLink],
  templateUrl: './code-page.html',
  styleUrl: './code-page.scss',
})
export class CodePage {
  /** Of the address. */
  readonly code = input.required<string>();

  private readonly title = inject(Title);
  protected readonly help = computed(() => codeHelp(this.code()));

  constructor() {
    effect(() => {
      this.title.setTitle(`${this.code().toUpperCase()} · Help · Waybill`);
    });
  }
}
