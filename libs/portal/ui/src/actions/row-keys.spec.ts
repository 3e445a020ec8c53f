import { Component } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { RowKeys } from './row-keys.ts';

@Component({
  imports: [RowKeys],
  template: `<table wbRowKeys>
    <tbody>
      @for (row of rows; track row) {
        <tr>
          <td>
            <a class="row-link" [href]="'#' + row">{{ row }}</a>
          </td>
        </tr>
      }
    </tbody>
  </table>`,
})
class Host {
  protected readonly rows = ['first', 'second', 'third'];
}

describe('moving through rows by keyboard', () => {
  it.each([
    [['ArrowDown', 'ArrowDown'], 'third'],
    [['j', 'j', 'k'], 'second'],
    [['ArrowUp'], 'first'],
    [['End', 'ArrowDown'], 'third'],
    [['End', 'Home'], 'first'],
    [['x'], 'first'],
  ])('%j ends at %s', async (keys, row) => {
    const fixture = TestBed.createComponent(Host);
    await fixture.whenStable();
    document.body.append(fixture.nativeElement);
    document.querySelector<HTMLElement>('a.row-link')?.focus();

    for (const key of keys) {
      document.activeElement?.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }));
    }

    expect(document.activeElement?.textContent).toBe(row);
  });
});
