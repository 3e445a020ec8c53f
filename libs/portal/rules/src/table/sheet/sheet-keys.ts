/** What a key asks of a sheet, beside moving in it. */
export type SheetCommand =
  | 'edit'
  | 'clear'
  | 'mark-all'
  | 'insert-above'
  | 'insert-below'
  | 'duplicate'
  | 'remove'
  | 'move-up'
  | 'move-down'
  | 'undo'
  | 'redo';

type Pressed = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>;

export function commandOf(event: Pressed): SheetCommand | null {
  const { key, altKey, shiftKey } = event;
  if (altKey) return altCommands[key] ?? null;
  if (event.ctrlKey || event.metaKey) {
    if (key === 'Enter') return shiftKey ? 'insert-above' : 'insert-below';
    if (key.toLowerCase() === 'z' && shiftKey) return 'redo';
    return ctrlCommands[key.toLowerCase()] ?? null;
  }
  return plainCommands[key] ?? null;
}

/** The text that a key begins to overwrite a cell with; null for keys that type nothing. */
export function typedBy({ key, ctrlKey, metaKey, altKey }: Pressed): string | null {
  return [...key].length === 1 && !ctrlKey && !metaKey && !altKey ? key : null;
}

const plainCommands: Partial<Record<string, SheetCommand>> = {
  Enter: 'edit',
  F2: 'edit',
  Delete: 'clear',
  Backspace: 'clear',
};

const ctrlCommands: Partial<Record<string, SheetCommand>> = {
  a: 'mark-all',
  d: 'duplicate',
  delete: 'remove',
  y: 'redo',
  z: 'undo',
};

const altCommands: Partial<Record<string, SheetCommand>> = {
  ArrowUp: 'move-up',
  ArrowDown: 'move-down',
};

/** What the menu of a cell offers, with its key. */
export const menuItems: readonly { command: SheetCommand; label: string; key: string }[] = [
  { command: 'edit', label: 'Edit', key: 'Enter' },
  { command: 'insert-above', label: 'Insert above', key: 'Ctrl+Shift+Enter' },
  { command: 'insert-below', label: 'Insert below', key: 'Ctrl+Enter' },
  { command: 'duplicate', label: 'Duplicate', key: 'Ctrl+D' },
  { command: 'move-up', label: 'Move up', key: 'Alt+↑' },
  { command: 'move-down', label: 'Move down', key: 'Alt+↓' },
  { command: 'clear', label: 'Clear the cells', key: 'Delete' },
  { command: 'remove', label: 'Remove', key: 'Ctrl+Delete' },
];
