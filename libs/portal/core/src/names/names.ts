import { httpResource } from '@angular/common/http';
import { Service, computed } from '@angular/core';
import type { NamesAnswer } from '@waybill/contracts';

const nothing: NamesAnswer = { partners: [], feeds: [] };

/** How partners and feeds are called, for filters and cells of every list; asked for once. */
@Service()
export class Names {
  private readonly answer = httpResource<NamesAnswer>(() => '/bff/names');
  private readonly known = computed(() => (this.answer.hasValue() ? this.answer.value() : nothing));
  private readonly byId = computed(
    () => new Map([...this.partners(), ...this.feeds()].map(({ id, name }) => [id, name])),
  );

  readonly partners = computed(() => this.known().partners);
  readonly feeds = computed(() => this.known().feeds);

  /** The name of a partner or feed; its id while that is not known. */
  of(id: string): string {
    return this.byId().get(id) ?? id;
  }

  /** After a partner or feed was made or renamed. */
  reload(): void {
    this.answer.reload();
  }
}
