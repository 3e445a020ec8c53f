import type { AuditEvent, Partner, ProblemName, Role } from '@waybill/contracts';
import { problemType } from '@waybill/contracts';
import {
  aPartner,
  aProblem,
  aRowErrorCluster,
  anAuditEvent,
  rowErrorStatsOf,
} from '@waybill/contracts/testing';
import { aRunPage } from '../../testing/answers.ts';
import { openScreen } from '../../testing/screen.ts';
import type { Screen } from '../../testing/screen.ts';

const sendBack = '/bff/api/runs/run_1/send-back';
const ines = { name: 'Ines Roy', email: 'ines@acme.example', purpose: 'technical' } as const;
const ben = { name: 'Ben Ode', email: 'ben@acme.example', purpose: 'business' } as const;
const sent = {
  to: ines.email,
  rows: 12,
  bytes: 900,
  fileName: 'rejected-rows-run_1.csv',
  messageId: 'mail-1',
  sentBy: 'person:support',
  sentAt: '2026-11-03T06:00:00.000Z',
};

describe('sending rejected rows back', () => {
  afterEach(() => {
    document.querySelector('.cdk-overlay-container')?.remove();
  });

  it('shows to whom, how many and in which words before anything is sent', async () => {
    const screen = await opened({ contacts: [ben, ines] });

    expect(screen.query('input:checked')?.parentElement?.textContent).toContain('Ines Roy');
    expect(screen.query('pre')?.textContent).toMatch(/^Hello Ines Roy,\s+12 rows of your file/);
    expect(screen.text()).toContain('rejected-rows-run_1.csv, 12 rows');
    expect(screen.button(/^Send 12 rows/)).toBeTruthy();
  });

  it('sends to whoever was chosen and says who sent it when', async () => {
    const screen = await opened({ contacts: [ben, ines] });
    screen.all('input')[0]?.click();
    await screen.settled();
    expect(screen.query('pre')?.textContent).toContain('Hello Ben Ode');
    await press(screen);
    const { request } = await screen.answer(sendBack, { ...sent, to: ben.email });

    expect(request.body).toEqual({ to: ben.email, expected: 12 });
    const status = screen.query('mat-dialog-container [role=status]');
    expect(status?.textContent).toMatch(/12 rows sent to ben@acme\.example by support/);
    expect(document.activeElement).toBe(status);
    expect(() => screen.button(/^Send 12 rows/)).toThrow();
  });

  it('says that they were sent before', async () => {
    const before = anAuditEvent({ action: 'run.sent-back', actor: 'person:ada' });
    const screen = await opened({ contacts: [ines] }, 12, [before]);

    expect(screen.text()).toContain('Rows of this run were sent back before, by ada');
  });

  it('leads to the contacts of a partner who has none', async () => {
    const screen = await opened({ contacts: [] });

    const link = screen.query('mat-dialog-container a')?.getAttribute('href');
    expect(link).toBe('/partners/acme/contacts');
    expect(() => screen.button(/^Send \d/)).toThrow();
  });

  it('has nothing to send when all rows are settled', async () => {
    const screen = await opened({ contacts: [ines] }, 0);

    expect(screen.text()).toContain('No row of this run is open any more');
    expect(() => screen.button(/^Send \d/)).toThrow();
  });

  it('keeps its key while nobody knows what became of it, and takes another after an answer', async () => {
    const screen = await opened({ contacts: [ines] });
    const keyAfter = async (name: ProblemName | null, status: number) => {
      await press(screen);
      const problem = name ? aProblem({ type: problemType(name) }) : null;
      const { request } = await screen.answer(sendBack, problem, status);
      return request.headers.get('Idempotency-Key');
    };

    const lost = await keyAfter(null, 504);
    const again = await keyAfter('mail-refused', 409);
    const later = await keyAfter('mail-refused', 409);

    expect(again).toBe(lost);
    expect(later).not.toBe(again);
    expect(screen.text()).toContain('The mail service refused the mail.');
  });

  it('offers no second try when the first may be on its way', async () => {
    const screen = await opened({ contacts: [ines] });
    await press(screen);
    const uncertain = aProblem({ type: problemType('mail-uncertain'), code: 'MAIL-003' });
    await screen.answer(sendBack, uncertain, 409);

    expect(screen.text()).toContain('Ask the contact before you send it again.');
    expect(() => screen.button(/^Send 12 rows/)).toThrow();
  });

  it('asks again of whoever was chosen once what is shown has changed', async () => {
    const screen = await opened({ contacts: [ben, ines] });
    screen.all('input')[0]?.click();
    await screen.settled();
    await press(screen);
    const changed = aProblem({ type: problemType('selection-changed'), code: 'SELECTION-001' });
    await screen.answer(sendBack, changed, 409);
    const refusal = document.activeElement;
    expect(refusal?.textContent).toContain('SELECTION-001');
    expect(() => screen.button(/^Send \d/)).toThrow();

    screen.button(/^Look again/).click();
    await screen.settled();
    await screen.answer('/bff/api/partners/acme', aPartner({ id: 'acme', contacts: [ben, ines] }));
    await screen.answer('/bff/api/row-error-stats', rowErrorStatsOf({ open: 11 }));
    await screen.answer('/bff/api/audit-events', { items: [], next: null });

    expect(screen.query('input:checked')?.parentElement?.textContent).toContain('Ben Ode');
    expect(screen.button(/^Send 11 rows/)).toBeTruthy();
    expect(screen.query('mat-dialog-container')?.contains(document.activeElement)).toBe(true);
  });

  it('sends nothing when somebody else has done so meanwhile, and says so', async () => {
    const screen = await opened({ contacts: [ines] });
    const meanwhile = anAuditEvent({ seq: 900, action: 'run.sent-back', actor: 'person:ada' });
    await press(screen, [meanwhile]);

    expect(document.activeElement?.textContent).toContain('sent back before, by ada');
    await press(screen, [meanwhile]);
    await screen.answer(sendBack, sent);
    expect(screen.text()).toContain('12 rows sent to');
  });

  it('leads to the export when a mail cannot hold them', async () => {
    const screen = await opened({ contacts: [ines] });
    await press(screen);
    const large = aProblem({ type: problemType('mail-too-large'), code: 'MAIL-001' });
    await screen.answer(sendBack, large, 409);

    expect(screen.query('mat-dialog-container a[href="/errors?run=run_1"]')).toBeTruthy();
    expect(() => screen.button(/^Send \d/)).toThrow();
    expect(() => screen.button(/^Look again/)).toThrow();
  });

  it('is not for a viewer, who reads why', async () => {
    const screen = await onErrors('viewer');
    screen.button(/^Send back to the partner/).click();
    await screen.settled();

    expect(screen.query('mat-dialog-container')).toBeNull();
    expect(screen.text()).toContain('may not decide on row errors');
  });
});

async function onErrors(role: Role): Promise<Screen> {
  const screen = await openScreen('/runs/run_1/errors', role);
  const clusters = [aRowErrorCluster({ rows: 12 })];
  await screen.answer(
    '/bff/run-page/run_1',
    aRunPage({ id: 'run_1', state: 'partial' }, { clusters }),
  );
  return screen;
}

/** Sends, and is told what the trail says by then. */
async function press(screen: Screen, trail: AuditEvent[] = []): Promise<void> {
  screen.button(/^Send 12 rows/).click();
  await screen.settled();
  await screen.answer('/bff/api/audit-events', { items: trail, next: null });
}

async function opened(
  partner: Partial<Partner>,
  open = 12,
  trail: ReturnType<typeof anAuditEvent>[] = [],
): Promise<Screen> {
  const screen = await onErrors('support');
  screen.button(/^Send back to the partner/).click();
  await screen.appears('mat-dialog-container');
  await screen.answer('/bff/api/partners/acme', aPartner({ id: 'acme', ...partner }));
  await screen.answer('/bff/api/row-error-stats', rowErrorStatsOf({ open }));
  await screen.answer('/bff/api/audit-events', { items: trail, next: null });
  // A dialog takes the focus when it has faded in; nobody is as fast as a spec.
  const hasFocus = () => screen.query('mat-dialog-container')?.contains(document.activeElement);
  await vi.waitUntil(hasFocus, { timeout: 4_000 });
  return screen;
}
