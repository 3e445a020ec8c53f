import { createScanner, findNodeAtOffset, getNodePath, parseTree } from 'jsonc-parser';
import type { Node, ParseError, Segment } from 'jsonc-parser';

/** A piece of the text, in UTF-16 units from its beginning. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** What stands at an offset of the text. */
export interface Place {
  /** From the outside in, as in `['tables', 0, 'rows', 1, 'when', 0]`. */
  readonly path: readonly Segment[];
  /** Of the value or key, with its quotes. */
  readonly span: Span;
  readonly isKey: boolean;
  /** The text that a string means; null for anything else. */
  readonly value: string | null;
  /** The offset counted in that text; 0 for anything else. */
  readonly offset: number;
}

/** Where the parts of a JSON text stand, also while it is being written and is not JSON yet. */
export class TextPlaces {
  readonly text: string;
  /** What keeps the text from being JSON; the first explains the others. */
  readonly syntaxErrors: readonly ParseError[];
  private readonly root: Node | undefined;
  /** By object that was looked into: what stands under its keys. */
  private readonly values = new Map<Node, ReadonlyMap<string, Node>>();

  constructor(text: string) {
    this.text = text;
    const errors: ParseError[] = [];
    this.root = parseTree(withoutAbyss(text), errors, { disallowComments: true });
    this.syntaxErrors = errors;
  }

  /** Of the value at a JSON pointer; of what is around it when it is not there. */
  spanOf(pointer: string): Span {
    for (let path = pathOf(pointer); ; path = path.slice(0, -1)) {
      const node = this.nodeAt(path);
      if (node) return spanOfNode(node);
      if (path.length === 0) return { start: 0, end: this.text.length };
    }
  }

  /** Of a piece of the text that the string at a pointer means; its JSON escapes are longer than what they mean. */
  spanInside(pointer: string, piece: Span): Span {
    const node = this.nodeAt(pathOf(pointer));
    if (node?.type !== 'string') return this.spanOf(pointer);
    const { start, end } = spanOfNode(node);
    const [from, to] = writtenOffsets(this.text.slice(start, end), piece);
    return { start: start + from, end: start + to };
  }

  /** As spanOf, but of an object its id or name, and of a list its bracket: enough to see which one is meant. */
  spanOfHead(pointer: string): Span {
    const span = this.spanOf(pointer);
    const opening = this.text.charAt(span.start);
    if (opening !== '{' && opening !== '[') return span;
    const path = pathOf(pointer);
    const name = this.nodeAt([...path, 'id']) ?? this.nodeAt([...path, 'name']);
    return name && path.length > 0 ? spanOfNode(name) : { start: span.start, end: span.start + 1 };
  }

  /** Of the key and the value of a property, or of a list's item: what a person sees as the thing. */
  spanOfProperty(pointer: string): Span {
    const node = this.nodeAt(pathOf(pointer));
    return node?.parent?.type === 'property' ? spanOfNode(node.parent) : this.spanOf(pointer);
  }

  at(offset: number): Place | null {
    const node = this.root && findNodeAtOffset(this.root, offset, true);
    if (!node || node.type === 'property') return null;
    const span = spanOfNode(node);
    const isText = node.type === 'string' && offset > span.start;
    const value: unknown = node.value;
    return {
      path: getNodePath(node),
      span,
      isKey: node.parent?.type === 'property' && node.parent.children?.[0] === node,
      value: typeof value === 'string' ? value : null,
      offset: isText ? meantOffset(this.text.slice(span.start, span.end), offset - span.start) : 0,
    };
  }

  /** Undefined where there is no value; null is a value of JSON. */
  private nodeAt(path: readonly Segment[]): Node | undefined {
    let node = this.root;
    for (const part of path) node = node && this.childOf(node, part);
    return node;
  }

  private childOf(node: Node, part: Segment): Node | undefined {
    if (node.type === 'array') return node.children?.[Number(part)];
    const values = this.values.get(node) ?? valuesByKey(node);
    this.values.set(node, values);
    return values.get(String(part));
  }
}

/** Parser and tree call themselves once a level, and deeper than any rules a text could be meant to exhaust the stack. */
const levelsMax = 200;

/** What a token that begins so does to the level. */
const steps: Readonly<Record<string, number>> = { '{': 1, '[': 1, '}': -1, ']': -1 };

/** The text up to where it is nested deeper than that. */
function withoutAbyss(text: string): string {
  const scanner = createScanner(text, true);
  let level = 0;
  for (scanner.scan(); scanner.getTokenLength() > 0; scanner.scan()) {
    const at = scanner.getTokenOffset();
    level += steps[text.charAt(at)] ?? 0;
    if (level > levelsMax) return text.slice(0, at);
  }
  return text;
}

/** Of a key that stands there twice the first. */
function valuesByKey({ children = [] }: Node): ReadonlyMap<string, Node> {
  const values = new Map<string, Node>();
  for (const { children: [key, value] = [] } of children) {
    const name: unknown = key?.value;
    if (typeof name === 'string' && value && !values.has(name)) values.set(name, value);
  }
  return values;
}

function spanOfNode({ offset, length }: Node): Span {
  return { start: offset, end: offset + length };
}

/** A JSON pointer as a path; a number is taken for an index, which in an object finds the key as well. */
export function pathOf(pointer: string): Segment[] {
  return pointer
    .split('/')
    .slice(1)
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'))
    .map((part) => (/^(?:0|[1-9]\d*)$/.test(part) ? Number(part) : part));
}

export function pointerOf(path: readonly Segment[]): string {
  return path
    .map((part) => `/${String(part).replaceAll('~', '~0').replaceAll('/', '~1')}`)
    .join('');
}

/** How many characters of the source stand for the next character that is meant. */
function widthAt(source: string, at: number): number {
  if (source.charAt(at) !== '\\') return 1;
  return source.charAt(at + 1) === 'u' ? 6 : 2;
}

/** Offsets in a JSON string as it is written, quotes and escapes and all, of a piece of what it means. */
function writtenOffsets(source: string, piece: Span): [start: number, end: number] {
  let at = 1;
  let meant = 0;
  let start = source.length - 1;
  for (; at < source.length - 1 && meant < piece.end; meant += 1) {
    if (meant === piece.start) start = at;
    at += widthAt(source, at);
  }
  // A finding about nothing, such as an expression that ends too early, stands where it ends.
  if (meant <= piece.start) start = at;
  return [start, at];
}

function meantOffset(source: string, written: number): number {
  let meant = 0;
  for (let at = 1; at < written && at < source.length; meant += 1) at += widthAt(source, at);
  return meant;
}
