import { Component } from '@angular/core';
import { ReconciliationStrip, ShareBar } from '@waybill/portal-ui';
import type { Share } from '@waybill/portal-ui';

/** A whole and its parts: adding up, not adding up, and nothing at all. */
@Component({
  selector: 'wb-figures-exhibit',
  imports: [ReconciliationStrip, ShareBar],
  template: `
    <h3>Adds up</h3>
    <wb-reconciliation-strip [whole]="1242" [shares]="shares" />
    <h3>Does not add up, and says so</h3>
    <wb-reconciliation-strip [whole]="1300" [shares]="shares" />
    <h3>Nothing read</h3>
    <wb-reconciliation-strip [whole]="0" [shares]="[]" />
    <h3>In a line</h3>
    <wb-share-bar [shares]="shares" />
  `,
  styles: `
    :host {
      display: grid;
      gap: var(--wb-space-3);
    }
  `,
})
export class FiguresExhibit {
  protected readonly shares: readonly Share[] = [
    { key: 'posted', label: 'posted', count: 1200, tone: 'good' },
    { key: 'duplicate', label: 'duplicate', count: 12, tone: 'pale' },
    { key: 'rejected', label: 'rejected', count: 30, tone: 'bad' },
  ];
}
