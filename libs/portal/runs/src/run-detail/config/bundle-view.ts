import { Component, computed, input } from '@angular/core';
import type { RunBundle } from '@waybill/contracts';
import type { RuleSetDocument } from '@waybill/rules';
import { figure } from '@waybill/portal-ui';
import { constraintsOf, dialectFacts, sourceOf } from './format-text.ts';
import { outcomeText, periodText } from './rules-text.ts';

/** A bundle as readable text: dialect, columns, mapping, value maps, rules. */
@Component({
  selector: 'wb-bundle-view',
  templateUrl: './bundle-view.html',
  styleUrl: './bundle-view.scss',
})
export class BundleView {
  readonly bundle = input.required<Pick<RunBundle, 'format' | 'rules' | 'ruleVersion'>>();

  protected readonly figure = figure;
  protected readonly constraints = constraintsOf;
  protected readonly source = sourceOf;
  protected readonly period = periodText;
  protected readonly dialect = computed(() => dialectFacts(this.bundle().format));
  protected readonly columns = computed(() => this.bundle().format.layout.columns);
  protected readonly fields = computed(() => this.bundle().format.mapping.fields);
  protected readonly key = computed(() => {
    const { transactionKey } = this.bundle().format.mapping;
    return transactionKey.kind === 'column'
      ? 'The mapped field txnId tells rows apart.'
      : `The cells of ${transactionKey.columns.join(', ')} tell rows apart, within ${transactionKey.scope === 'file' ? 'one file' : 'the whole feed'}.`;
  });
  protected readonly maps = computed(() =>
    this.bundle().format.valueMaps.map(({ name, entries, otherwise }) => ({
      name,
      entries: Object.entries(entries),
      otherwise,
    })),
  );
  /** The rules engine wrote the document; here it is only read. */
  protected readonly rules = computed(() => this.bundle().rules as RuleSetDocument | null);

  protected outcome(outcomes: readonly Parameters<typeof outcomeText>[0][]): string {
    return outcomes.map(outcomeText).join('; ');
  }
}
