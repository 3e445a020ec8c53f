import { Component, computed, input } from '@angular/core';
import type { AuditEvent } from '@waybill/contracts';
import { CopyButton, JsonDiff, Time } from '@waybill/portal-ui';

/** Told by the sentence, or of the request and not of the deed. */
const aside = ['before', 'after', 'reason', 'client', 'issuer', 'traceId'];

/** What a deed changed, and where it stands in the chain. */
@Component({
  selector: 'wb-audit-detail',
  imports: [CopyButton, JsonDiff, Time],
  templateUrl: './audit-detail.html',
  styleUrl: './audit-detail.scss',
})
export class AuditDetail {
  readonly event = input.required<AuditEvent>();

  protected readonly change = computed(() => {
    const { before, after } = this.event().detail;
    return isDocument(before) || isDocument(after) ? { before, after } : null;
  });
  protected readonly facts = computed(() =>
    Object.entries(this.event().detail)
      .filter(([name, value]) => !aside.includes(name) || (isCount(name) && !isDocument(value)))
      .map(([name, value]) => ({ name: inWords(name), text: written(value) })),
  );
  protected readonly origin = computed(() => {
    const { client, traceId } = this.event().detail;
    return [
      { name: 'Client', text: written(client) },
      { name: 'Trace', text: written(traceId) },
    ].filter(({ text }) => text !== '–');
  });
}

function isDocument(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

/** A before and after that are numbers or words need no difference worked out. */
function isCount(name: string): boolean {
  return name === 'before' || name === 'after';
}

/** `feedId` as “Feed id”. */
function inWords(name: string): string {
  const words = name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function written(value: unknown): string {
  if (value === null || value === undefined) return '–';
  return typeof value === 'string' ? value : JSON.stringify(value);
}
