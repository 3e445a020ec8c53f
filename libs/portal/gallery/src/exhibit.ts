import type { Type } from '@angular/core';

/** One widget in all its states. */
export interface Exhibit {
  /** In the address: `/gallery#chart`. */
  readonly id: string;
  readonly heading: string;
  /** The components of `@waybill/portal-ui` that it shows. */
  readonly shows: readonly Type<unknown>[];
  readonly component: Type<unknown>;
}
