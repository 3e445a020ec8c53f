import type { APIGatewayProxyEvent } from 'aws-lambda';
import { Refusal } from '../refusal.ts';

/** A request's headers by lower-case name, every occurrence kept. */
export class RequestHeaders {
  readonly #values = new Map<string, string[]>();

  constructor(event: Pick<APIGatewayProxyEvent, 'multiValueHeaders' | 'headers'>) {
    // The typings promise both maps, API Gateway sends null for none and test events often only one of them.
    const many: Partial<Record<string, string[]>> = event.multiValueHeaders ?? {};
    for (const [name, values] of Object.entries(many)) {
      const key = name.toLowerCase();
      if (values) this.#values.set(key, [...(this.#values.get(key) ?? []), ...values]);
    }
    if (this.#values.size > 0) return;
    for (const [name, value] of Object.entries(event.headers ?? {})) {
      if (value !== undefined) this.#values.set(name.toLowerCase(), [value]);
    }
  }

  all(name: string): readonly string[] {
    return this.#values.get(name) ?? [];
  }

  first(name: string): string | undefined {
    return this.#values.get(name)?.[0];
  }

  /** The value of a header that two parties could read differently if it came twice. */
  single(name: string): string | undefined {
    const values = this.all(name);
    if (values.length > 1) throw new Refusal('malformed-request', `More than one ${name} header.`);
    return values[0];
  }
}
