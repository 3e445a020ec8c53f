import type { Expectation } from '@waybill/contracts';

export function expectationOf(text: string | null): Expectation | null {
  return text === null ? null : (JSON.parse(text) as Expectation);
}
