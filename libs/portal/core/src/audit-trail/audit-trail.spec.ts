import { provideHttpClient } from '@angular/common/http';
import { HttpTestingController, provideHttpClientTesting } from '@angular/common/http/testing';
import { ApplicationRef } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { provideRouter } from '@angular/router';
import { provideStore } from '@ngrx/store';
import type { Role } from '@waybill/contracts';
import { anAuditEvent } from '@waybill/contracts/testing';
import { provideSignedIn } from '../testing/signed-in.ts';
import { AuditTrail } from './audit-trail.ts';

const path = '/bff/api/audit-events';

describe('the audit trail of one thing', () => {
  it('tells each deed as a sentence with its reason', async () => {
    const { text, answer } = await shown('support');
    const detail = { reason: 'the rules were wrong', planId: 'plan_1', traceId: 't1' };

    await answer([
      anAuditEvent({ action: 'replay.created', object: 'replay:replay_1', detail }),
      anAuditEvent({ seq: 1, action: 'run.cancel-requested', actor: 'system:x', detail: {} }),
    ]);

    expect(text()).toMatch(
      /support started the replay replay_1 because “the rules were wrong”.*the hub \(x\) cancelled/,
    );
    expect(text()).toContain('Plan idplan_1');
  });

  it('links to what a deed was about, but not to the screen it is on', async () => {
    const { links, answer } = await shown('support');

    await answer([
      anAuditEvent({ action: 'replay.created', object: 'replay:replay_1' }),
      anAuditEvent({ seq: 1, action: 'run.cancel-requested', object: 'run:run_1' }),
    ]);

    expect(links()).toEqual(['/replays/replay_1', '/audit?object=run:run_1']);
  });

  it('shows what was changed, before and after', async () => {
    const { text, answer } = await shown('auditor');
    const detail = { before: { name: 'Acme', state: 'live' }, after: { name: 'Acme Ltd' } };

    await answer([anAuditEvent({ action: 'partner.changed', object: 'partner:acme', detail })]);

    expect(text()).toMatch(/name.*Acme.*Acme Ltd/);
  });

  it('teaches what will stand here while there is nothing', async () => {
    const { text, answer } = await shown('admin');

    await answer([]);

    expect(text()).toContain('Nothing has been done to it by hand');
  });

  it('says why somebody may not read it, and asks for nothing', async () => {
    const { text, asked } = await shown('viewer');

    expect(text()).toContain('Your role (viewer) may not read the audit trail.');
    expect(asked()).toBe(0);
  });
});

async function shown(role: Role) {
  TestBed.configureTestingModule({
    providers: [
      provideHttpClient(),
      provideHttpClientTesting(),
      provideRouter([]),
      provideStore(),
      provideSignedIn(role),
    ],
  });
  const fixture = TestBed.createComponent(AuditTrail);
  fixture.componentRef.setInput('object', 'run:run_1');
  const answers = TestBed.inject(HttpTestingController);
  const settled = async () => {
    await new Promise((resolve) => setTimeout(resolve));
    TestBed.inject(ApplicationRef).tick();
    fixture.detectChanges();
  };
  await settled();
  const panel: HTMLElement = fixture.nativeElement;
  return {
    text: () => panel.textContent.replace(/\s+/g, ' '),
    links: () => [...panel.querySelectorAll('a')].map((link) => link.getAttribute('href')),
    asked: () => answers.match(({ url }) => url === path).length,
    answer: async (items: object[]) => {
      answers.expectOne(({ url }) => url === path).flush({ items, next: null });
      await settled();
    },
  };
}
