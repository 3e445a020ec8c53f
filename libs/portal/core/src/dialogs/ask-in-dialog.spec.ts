import { ApplicationRef, Component, Injector } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { MatDialog } from '@angular/material/dialog';
import { askInDialog } from './ask-in-dialog.ts';

@Component({ selector: 'wb-question', template: `{{ text }}` })
class Question {
  protected readonly text = 'Shall it be done?';
}

describe('a question in a dialog', () => {
  it('is asked once, and a second one at the same time is answered as cancelled', async () => {
    const first = ask();
    expect(await ask()).toBeNull();
    await appeared();
    expect(await ask()).toBeNull();

    expect(dialogs().openDialogs).toHaveLength(1);
    dialogs().openDialogs[0]?.close('yes');
    expect(await first).toBe('yes');
  });

  it('is asked again once the last one is closed, or could not be loaded', async () => {
    await expect(ask(() => Promise.reject(new Error('offline')))).rejects.toThrow('offline');

    for (const said of ['no', 'yes']) {
      const answer = ask();
      await appeared();
      dialogs().openDialogs[0]?.close(said);
      expect(await answer).toBe(said);
    }
  });
});

function ask(load = () => Promise.resolve(Question)): Promise<string | null> {
  return askInDialog(TestBed.inject(Injector), load, { data: null });
}

function dialogs(): MatDialog {
  return TestBed.inject(MatDialog);
}

async function appeared(): Promise<void> {
  await vi.waitUntil(() => dialogs().openDialogs.length > 0, { timeout: 4_000 });
  await TestBed.inject(ApplicationRef).whenStable();
}
