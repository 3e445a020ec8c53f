import { Injector, Service, inject } from '@angular/core';

/** What the frame can open over a screen; each is loaded when it is first wanted. */
@Service()
export class ShellDialogs {
  private readonly injector = inject(Injector);

  async palette(): Promise<void> {
    const { openPalette } = await import('../palette/palette.ts');
    openPalette(this.injector);
  }

  async keySheet(): Promise<void> {
    const { openKeySheet } = await import('../keys/key-sheet.ts');
    openKeySheet(this.injector);
  }
}
