import { ApplicationRef, Injector } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { MatDialog } from '@angular/material/dialog';
import { askForOutcomes } from './ask-for-outcomes.ts';
import type { OutcomeQuestion } from './outcome-dialog.ts';

const question: OutcomeQuestion = {
  clause: 'row gold',
  outcomes: [],
  fields: [],
  reading: () => '',
  check: () => [],
};

describe('what a clause is to do', () => {
  it('is asked once, however often the button is pressed', async () => {
    const injector = TestBed.inject(Injector);
    const first = askForOutcomes(injector, question);
    const second = askForOutcomes(injector, question);
    await vi.waitUntil(() => document.querySelector('wb-outcome-dialog'), { timeout: 4_000 });
    await TestBed.inject(ApplicationRef).whenStable();

    const dialogs = TestBed.inject(MatDialog);
    expect(dialogs.openDialogs).toHaveLength(1);
    dialogs.closeAll();
    expect(await Promise.all([first, second])).toEqual([null, null]);
  });
});
