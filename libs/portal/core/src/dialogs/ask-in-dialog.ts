import { Service } from '@angular/core';
import type { Injector, Type } from '@angular/core';
import type { MatDialogConfig } from '@angular/material/dialog';
import { firstValueFrom } from 'rxjs';

/** Whether somebody is being asked. */
@Service()
class Asking {
  isUnderWay = false;
}

/**
 * Loads a dialog and asks in it; null when the person thought better of it. One at a time: whatever is asked between the click
 * and the end of that dialog, as by a double click while it is loaded, is answered as if it was cancelled.
 */
export async function askInDialog<Question, Answer>(
  injector: Injector,
  load: () => Promise<Type<unknown>>,
  config: MatDialogConfig<Question>,
): Promise<Answer | null> {
  const asking = injector.get(Asking);
  if (asking.isUnderWay) return null;
  asking.isUnderWay = true;
  try {
    const [{ MatDialog }, asked] = await Promise.all([import('@angular/material/dialog'), load()]);
    const dialog = injector.get(MatDialog).open<unknown, Question, Answer>(asked, config);
    return (await firstValueFrom(dialog.afterClosed(), { defaultValue: undefined })) ?? null;
  } finally {
    asking.isUnderWay = false;
  }
}
