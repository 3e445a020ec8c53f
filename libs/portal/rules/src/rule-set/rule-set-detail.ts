import { httpResource } from '@angular/common/http';
import { Service, computed, inject, signal } from '@angular/core';
import type { RuleSet } from '@waybill/contracts';
import { toProblem } from '@waybill/portal-core';
import { Names } from '@waybill/portal-core/names';

/** One rule set, shared by the head and the tabs of its screen. */
@Service({ autoProvided: false })
export class RuleSetDetail {
  private readonly names = inject(Names);
  readonly id = signal<string | undefined>(undefined);
  /** Where its operations are. */
  readonly address = computed(() => {
    const id = this.id();
    return id === undefined ? undefined : `/bff/api/rule-sets/${encodeURIComponent(id)}`;
  });

  private readonly answer = httpResource<RuleSet>(() => this.address());
  readonly rules = computed(() => (this.answer.hasValue() ? this.answer.value() : undefined));
  readonly problem = computed(() => {
    const error = this.answer.error();
    return error ? toProblem(error) : null;
  });
  readonly partnerName = computed(() => {
    const rules = this.rules();
    return rules && this.names.of(rules.partner);
  });

  show(id: string): void {
    this.id.set(id);
  }

  /** After something was frozen, promoted, rolled back, or a draft begun or discarded. */
  reload(): void {
    this.answer.reload();
  }
}
