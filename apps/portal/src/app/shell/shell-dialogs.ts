import { Injector, Service, inject } from '@angular/core';

/** What the frame can open over a screen; each is loaded when it is first wanted. */
@Service()
export class ShellDialogs {
  private readonly injector = inject(Injector);
  private awaited: { typed: string; unwanted: boolean } | null = null;

  async palette(): Promise<void> {
    if (this.awaited) return;
    const awaited = { typed: '', unwanted: false };
    this.awaited = awaited;
    try {
      const { openPalette } = await import('../palette/palette.ts');
      if (!awaited.unwanted) openPalette(this.injector, awaited.typed);
    } finally {
      this.awaited = null;
    }
  }

  async keySheet(): Promise<void> {
    const { openKeySheet } = await import('../keys/key-sheet.ts');
    openKeySheet(this.injector);
  }

  /** Whether the palette on its way takes this key: Escape calls it off, letters wait for its field. */
  takes(key: string): boolean {
    if (!this.awaited) return false;
    if (key === 'Escape') this.awaited.unwanted = true;
    else if (key.length === 1) this.awaited.typed += key;
    return true;
  }
}
