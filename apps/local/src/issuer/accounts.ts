import { roles } from '@waybill/contracts';
import type { Role } from '@waybill/contracts';

/** One sentence for each role, shown on the sign-in page beside the accounts that hold it. */
export const roleSentences: Readonly<Record<Role, string>> = {
  admin: 'Sets up partners and feeds, and may do everything except approve their own change.',
  author: 'Writes rules and mappings, tests them and asks for a promotion.',
  approver: 'Reads the evidence of a change and approves or refuses it.',
  support: 'Watches runs, repairs rows, replays files and releases quarantine.',
  qa: 'Drops test files, runs simulations and checks what came out.',
  viewer: 'Looks at everything that holds no personal data and changes nothing.',
  auditor: 'Reads the ledger, the audit trail and their proofs.',
};

export interface LocalAccount {
  /** What is typed to sign in, and the `sub` of the tokens. */
  readonly login: string;
  readonly name: string;
  readonly email: string;
  readonly role: Role;
}

/** Two people per role, so that four eyes can be tried on one machine. */
const names: Readonly<Record<Role, readonly [string, string]>> = {
  admin: ['Ada Lindqvist', 'Amir Haddad'],
  author: ['Aurora Bianchi', 'Anton Weiss'],
  approver: ['Priya Raman', 'Paul Okafor'],
  support: ['Sam Whitfield', 'Sofia Duarte'],
  qa: ['Quinn Abara', 'Quentin Moreau'],
  viewer: ['Vera Novak', 'Victor Hale'],
  auditor: ['Rita Solberg', 'Ravi Menon'],
};

/** Every local account, grouped by role in the order of the role list. Any password is accepted. */
export const localAccounts: readonly LocalAccount[] = roles.flatMap((role) =>
  names[role].map((name, index) => {
    const login = index === 0 ? role : `${role}${index + 1}`;
    return { login, name, email: `${login}@example.com`, role };
  }),
);

const byLogin = new Map(localAccounts.map((account) => [account.login, account]));

/** The account typed as `admin` or `admin@example.com`, in any case; undefined if there is none. */
export function findLocalAccount(typed: string): LocalAccount | undefined {
  const login = typed
    .trim()
    .toLowerCase()
    .replace(/@example\.com$/, '');
  return byLogin.get(login);
}

/** The group names of an account, as Okta's groups claim gives them. */
export function groupsOf(account: LocalAccount): string[] {
  return [`waybill-${account.role}`];
}
