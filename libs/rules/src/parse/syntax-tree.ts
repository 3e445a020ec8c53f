import type { Value } from '../value.ts';

/** Where a node stands in the expression text, in UTF-16 units. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

export type ArithmeticOperator = '+' | '-' | '*' | '%';
export type ComparisonOperator = '==' | '!=' | '<' | '<=' | '>' | '>=';
export type LogicOperator = '&&' | '||';
export type BinaryOperator = ArithmeticOperator | ComparisonOperator | LogicOperator;

export interface LiteralNode extends Span {
  readonly kind: 'literal';
  readonly type: 'text' | 'number' | 'boolean' | 'null';
  readonly value: Value;
  /** Digits after the point of a number, without trailing zeros. */
  readonly scale: number;
}
export interface NameNode extends Span {
  readonly kind: 'name';
  readonly name: string;
}
export interface UnaryNode extends Span {
  readonly kind: 'unary';
  readonly operator: '-' | '!';
  readonly operand: SyntaxNode;
}
export interface BinaryNode extends Span {
  readonly kind: 'binary';
  readonly operator: BinaryOperator;
  readonly left: SyntaxNode;
  readonly right: SyntaxNode;
}
export interface MembershipNode extends Span {
  readonly kind: 'membership';
  readonly operand: SyntaxNode;
  readonly list: SyntaxNode;
}
export interface ConditionalNode extends Span {
  readonly kind: 'conditional';
  readonly condition: SyntaxNode;
  readonly whenTrue: SyntaxNode;
  readonly whenFalse: SyntaxNode;
}
export interface CallNode extends Span {
  readonly kind: 'call';
  readonly name: string;
  readonly nameSpan: Span;
  readonly args: readonly SyntaxNode[];
}
export interface ListNode extends Span {
  readonly kind: 'list';
  readonly items: readonly SyntaxNode[];
}

export type SyntaxNode =
  | LiteralNode
  | NameNode
  | UnaryNode
  | BinaryNode
  | MembershipNode
  | ConditionalNode
  | CallNode
  | ListNode;
