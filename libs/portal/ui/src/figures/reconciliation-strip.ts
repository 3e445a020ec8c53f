import { Component, computed, input } from '@angular/core';
import { Icon } from '../icon/icon.ts';
import { figure, signedFigure } from './figure.ts';
import { ShareBar } from './share-bar.ts';
import type { Share } from './share.ts';
import { totalOf } from './share.ts';

/**
 * A whole and its parts, checked in front of the reader: the sum is written out, and turns red with the
 * difference when it does not add up.
 */
@Component({
  selector: 'wb-reconciliation-strip',
  imports: [Icon, ShareBar],
  templateUrl: './reconciliation-strip.html',
  styleUrl: './reconciliation-strip.scss',
  host: { role: 'group', '[attr.aria-label]': 'heading()', '[class.broken]': 'difference() !== 0' },
})
export class ReconciliationStrip {
  readonly heading = input('Reconciliation');
  readonly wholeLabel = input('read');
  readonly whole = input.required<number>();
  readonly shares = input.required<readonly Share[]>();

  protected readonly figure = figure;
  protected readonly signed = signedFigure;
  /** What is missing from the parts; 0 when they add up. */
  protected readonly difference = computed(() => this.whole() - totalOf(this.shares()));
}
