import type { Feed, Member, RowProblem } from '@waybill/contracts';
import { rowProblem } from '../../problems.ts';

export interface MemberPolicy {
  readonly unknownMembers: Feed['unknownMembers'];
  /** The partner's column that holds the member number. */
  readonly column: string;
}

/**
 * Whether a member may earn points now. Members of other partners are looked up nowhere, so they read exactly like unknown
 * ones.
 */
export function judgeMember(
  memberNo: string,
  state: Member['state'] | undefined,
  policy: MemberPolicy,
  line: number,
): 'earn' | 'create' | RowProblem {
  if (state === 'active') return 'earn';
  const facts = { line, column: policy.column, found: memberNo };
  if (state !== undefined) {
    return rowProblem('MEMBER_STATE', {
      ...facts,
      message: `The member is ${state} and cannot earn points.`,
      expected: 'an active member',
    });
  }
  if (policy.unknownMembers === 'create') return 'create';
  return rowProblem('MEMBER', {
    ...facts,
    message: 'The partner has no such member.',
    expected: 'the number of a member of this partner',
  });
}
