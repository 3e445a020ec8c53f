import { Component, computed, inject, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { AuditEvent } from '@waybill/contracts';
import { EmptyState, Icon, ProblemPanel, Skeleton, Time } from '@waybill/portal-ui';
import { cursorList } from '../data/cursor-list.ts';
import { Permissions } from '../permissions/permissions.ts';
import { auditWordOf } from '../words/audit-words.ts';
import { AuditDetail } from './audit-detail.ts';
import { AuditSentence } from './audit-sentence.ts';

/**
 * What was done to one thing, newest first, for the screen of that thing: `<wb-audit-trail object="run:run_01…" />`. Who may not read
 * the trail sees why.
 */
@Component({
  selector: 'wb-audit-trail',
  imports: [AuditDetail, AuditSentence, EmptyState, Icon, ProblemPanel, RouterLink, Skeleton, Time],
  templateUrl: './audit-trail.html',
  styleUrl: './audit-trail.scss',
})
export class AuditTrail {
  private readonly permissions = inject(Permissions);

  /** `<noun>:<id>` */
  readonly object = input.required<string>();

  protected readonly refusal = computed(() => this.permissions.refusal('audit:read'));
  protected readonly list = cursorList<AuditEvent>(() =>
    this.refusal() === null
      ? { url: '/bff/api/audit-events', params: { object: this.object(), limit: '20' } }
      : undefined,
  );
  protected readonly wordOf = auditWordOf;
}
