import { machines, operations, roleMatrix, roles } from '@waybill/contracts';
import type { Operation } from '@waybill/contracts';

const callers = [...roles, ...machines];

/** Who may call what, a line for each operation: written beside the templates, for whoever reviews rights. */
export function roleMatrixText(rows: readonly Operation[] = Object.values(operations)): string {
  const lines = rows.map((row) => {
    const { scope } = roleMatrix[row.permission];
    const marks = callers.map((caller) => (mayCall(caller, row) ? '×' : ''));
    return [row.name, `${row.method} ${row.path}`, row.permission, scope, ...marks];
  });
  const head = ['Operation', 'Route', 'Permission', 'Scope', ...callers];
  return ['# Who may call what', '', lineOf(head), lineOf(head.map(() => '---'))]
    .concat(lines.map(lineOf), '')
    .join('\n');
}

function mayCall(caller: (typeof callers)[number], { permission }: Operation): boolean {
  const granted: { people: readonly string[]; machines: readonly string[] } =
    roleMatrix[permission];
  return granted.people.includes(caller) || granted.machines.includes(caller);
}

const lineOf = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
