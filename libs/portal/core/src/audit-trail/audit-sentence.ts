import { Component, computed, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { AuditEvent } from '@waybill/contracts';
import { actorName, auditThing, auditWordOf } from '../words/audit-words.ts';

/** One deed as a sentence: who did what to which thing, and why. */
@Component({
  selector: 'wb-audit-sentence',
  imports: [RouterLink],
  template: `
    <span class="actor">{{ actor() }}</span> {{ words().before }}
    @if (linked() && thing().link; as link) {
      <a [routerLink]="link">{{ thing().noun }} {{ thing().id }}</a>
    } @else {
      <span class="thing">{{ thing().noun }} {{ thing().id }}</span>
    }
    {{ words().after }}
    @if (reason(); as reason) {
      <span class="reason">because “{{ reason }}”</span>
    }
  `,
  styles: `
    :host {
      overflow-wrap: anywhere;
    }
    .actor,
    .thing {
      font-weight: 560;
    }
    .reason {
      color: var(--wb-ink-soft);
    }
  `,
})
export class AuditSentence {
  readonly event = input.required<AuditEvent>();
  /** Whether the thing is a link; not on the screen of that thing. */
  readonly linked = input(true);

  protected readonly actor = computed(() => actorName(this.event().actor));
  protected readonly thing = computed(() => auditThing(this.event().object));
  protected readonly reason = computed(() => reasonOf(this.event()));
  protected readonly words = computed(() => {
    const [before = '', after = ''] = auditWordOf(this.event().action).says.split('{}');
    return { before: before.trim(), after: after.trim() };
  });
}

export function reasonOf({ detail }: AuditEvent): string | null {
  const reason = detail['reason'];
  return typeof reason === 'string' && reason !== '' ? reason : null;
}
