import { problemType } from '@waybill/contracts';
import {
  aFeedSuggestion,
  aFile,
  aFileDetail,
  aFilePreview,
  aProblem,
  aRowProblem,
} from '@waybill/contracts/testing';
import { TestBed } from '@angular/core/testing';
import { Undo } from '@waybill/portal-core';
import { giveReason, openScreen } from '../testing/screen.ts';
import type { Screen } from '../testing/screen.ts';

const path = '/bff/api/files/file_01';
const stray = aFileDetail({ state: 'unassigned', feed: null, runs: [], lastRun: null });
const held = aFileDetail({ state: 'quarantined', problem: aRowProblem({ code: 'FILE-003' }) });

describe('the page of a file', () => {
  it('tells what it is, why it waits, what happened and how it looks', async () => {
    const screen = await openScreen('/files/file_01');
    expect(screen.all('wb-skeleton').length).toBeGreaterThan(0);

    await screen.answer(path, held);
    await screen.answer(
      `${path}/preview`,
      aFilePreview({ rows: [{ line: 2, cells: ['T-9'], problems: [] }] }),
    );

    expect(screen.text()).toContain('Quarantined');
    expect(screen.text()).toContain('FILE-003');
    expect(screen.text()).toContain('Arrived as acme/purchases/purchases-2026-11-03.csv');
    expect(screen.text()).toContain('T-9');
    expect(screen.query('a[href="/help/FILE-003"]')).not.toBeNull();
  });

  it.each([
    ['FILE-002', '/feeds/acme.purchases/format'],
    ['LAYOUT-002', '/feeds/acme.purchases/drift'],
    ['GUARD-001', '/partners/acme/contacts'],
  ])('leads from %s to where it can be mended', async (code, place) => {
    const screen = await openScreen('/files/file_01');
    await screen.answer(path, { ...held, problem: aRowProblem({ code }) });

    expect(screen.query(`wb-file-problem a[href="${place}"]`)).not.toBeNull();
  });

  it('rejects at once, with a reason, and offers to take it back', async () => {
    const screen = await opened(stray);

    screen.button(/^Reject/).click();
    await giveReason(screen, 'a letter, no table', /^Reject/);

    expect(screen.text()).toContain('Somebody decided that this file is not processed.');
    const { request } = await screen.answer(`${path}/reject`, aFile({ state: 'rejected' }));
    expect(request.body).toEqual({ reason: 'a letter, no table' });
    expect(request.headers.get('Idempotency-Key')).toBeTruthy();
    await screen.answer(path, aFileDetail({ state: 'rejected' }));
    const undo = TestBed.inject(Undo);
    expect(undo.latest()?.done).toBe('File rejected');
    void undo.undo(undo.latest()?.id ?? 0);
    await screen.settled();
    await screen.answer(`${path}/reopen`, aFile({ state: 'unassigned' }));
    await screen.answer(path, stray);
    expect(screen.button(/^Assign to a feed/)).toBeTruthy();
  });

  it('takes a refused decision back, says why and keeps what was typed', async () => {
    const screen = await opened(held);
    screen.button(/^Release/).click();
    await giveReason(screen, 'the partner confirmed it', /^Release/);
    expect(screen.text()).toContain('Assigned');
    const type = problemType('file-not-releasable');

    await screen.answer(`${path}/release`, aProblem({ type, code: 'FILE-411', status: 409 }), 409);
    await screen.answer(path, held);

    expect(screen.text()).toContain('FILE-411');
    expect(screen.text()).toContain('Quarantined');
    screen.button(/^Try again/).click();
    await screen.appears('mat-dialog-container textarea');
    const field = screen.query('mat-dialog-container textarea') as HTMLTextAreaElement;
    expect(field.value).toBe('the partner confirmed it');
  });

  it('assigns from its own address, the best feed chosen beforehand', async () => {
    const screen = await openScreen('/files/file_01?assign');
    await screen.answer(path, stray);
    await screen.appears('mat-dialog-container');
    await screen.answer(`${path}/feed-suggestions`, {
      items: [aFeedSuggestion()],
      feedsCompared: 3,
    });
    expect(screen.text()).toMatch(/Fits well.*The header names all its 8 columns\./);

    await giveReason(screen, 'wrong folder', /^Assign/);

    const { request } = await screen.answer(`${path}/assign`, aFile({ state: 'assigned' }), 202);
    expect(request.body).toEqual({ feed: 'acme.purchases', reason: 'wrong folder' });
    expect(screen.router.url).toBe('/files/file_01');
  });

  it('warns before a file of one partner is given to another', async () => {
    const screen = await openScreen('/files/file_01?assign=globex.purchases');
    await screen.answer(path, stray);
    await screen.appears('mat-dialog-container');

    expect(screen.text()).toContain('reaches another partner’s members');
  });

  it('keeps a viewer’s actions on the screen, refused with the reason', async () => {
    const screen = await openScreen('/files/file_01', 'viewer');
    await screen.answer(path, stray);

    for (const name of [/^Assign/, /^Reject/, /^Download/]) {
      expect(screen.button(name).getAttribute('aria-disabled')).toBe('true');
    }
    screen.button(/^Reject/).click();
    await screen.settled();
    expect(screen.query('mat-dialog-container')).toBeNull();
  });

  it('says when there is no such file', async () => {
    const screen = await openScreen('/files/file_01');

    await screen.answer(path, aProblem(), 404);

    expect(screen.text()).toContain('There is no such file');
  });
});

async function opened(file: ReturnType<typeof aFileDetail>): Promise<Screen> {
  const screen = await openScreen('/files/file_01');
  await screen.answer(path, file);
  return screen;
}
