/** A value in a query: what JSON has, the name of an enum value, or a variable. */
export type QueryValue =
  | { readonly kind: "variable"; readonly name: string }
  | { readonly kind: "plain"; readonly value: unknown }
  | { readonly kind: "list"; readonly values: readonly QueryValue[] };

/** A part of a selection: a field, or what is asked of one type only. */
export type Selection =
  | {
      readonly kind: "field";
      readonly alias: string;
      readonly name: string;
      readonly values: Readonly<Record<string, QueryValue>>;
      readonly selections: readonly Selection[];
    }
  | { readonly kind: "on"; readonly type: string; readonly selections: readonly Selection[] };

/** A query with its variables, each with its type as written. */
export interface Query {
  readonly variables: Readonly<Record<string, string>>;
  readonly selections: readonly Selection[];
}

/** Parses one GraphQL query without named fragments and directives; throws where it is none. */
export function parseQuery(text: string): Query {
  const reader = newReader(text);
  if (reader.next() === "{") return { variables: {}, selections: parseSelections(reader) };
  reader.take("query");
  if (isName(reader.next())) reader.take();
  const variables = reader.next() === "(" ? parseVariables(reader) : {};
  const selections = parseSelections(reader);
  if (reader.next() !== "") throw new Error(`GraphQL: ${reader.next()} stands after the query`);
  return { variables, selections };
}

interface Reader {
  readonly next: () => string;
  readonly take: (expected?: string) => string;
}

const TOKEN = /\.\.\.|[{}()[\]:!$=]|"(?:[^"\\\n]|\\.)*"|-?\d+|[_A-Za-z]\w*/gu;

function newReader(text: string): Reader {
  const plain = text.replace(/#.*$/gmu, "");
  const rest = plain.replace(TOKEN, "").replace(/[\s,]+/gu, "");
  if (rest !== "") throw new Error(`GraphQL: ${rest} is not understood`);
  const tokens = plain.match(TOKEN) ?? [];
  let at = 0;
  const next = (): string => tokens[at] ?? "";
  return {
    next,
    take: (expected) => {
      const token = next();
      if (token === "" || (expected !== undefined && token !== expected)) {
        throw new Error(`GraphQL: ${expected ?? "something"} is expected, not ${token || "the end"}`);
      }
      at += 1;
      return token;
    },
  };
}

function parseVariables(reader: Reader): Readonly<Record<string, string>> {
  const pairs: (readonly [string, string])[] = [];
  reader.take("(");
  while (reader.next() !== ")") {
    reader.take("$");
    const name = reader.take();
    reader.take(":");
    pairs.push([name, parseType(reader)]);
  }
  reader.take(")");
  return Object.fromEntries(pairs);
}

function parseType(reader: Reader): string {
  const listed = reader.next() === "[";
  if (listed) reader.take("[");
  const inner = listed ? parseType(reader) : reader.take();
  if (listed) reader.take("]");
  const type = listed ? `[${inner}]` : inner;
  return reader.next() === "!" ? `${type}${reader.take()}` : type;
}

function parseSelections(reader: Reader): readonly Selection[] {
  const selections: Selection[] = [];
  reader.take("{");
  while (reader.next() !== "}") selections.push(parseSelection(reader));
  reader.take("}");
  if (selections.length === 0) throw new Error("GraphQL: a selection is empty");
  return selections;
}

function parseSelection(reader: Reader): Selection {
  if (reader.next() === "...") {
    reader.take("...");
    reader.take("on");
    return { kind: "on", type: reader.take(), selections: parseSelections(reader) };
  }
  const first = takeName(reader);
  const aliased = reader.next() === ":";
  if (aliased) reader.take(":");
  const name = aliased ? takeName(reader) : first;
  const values = reader.next() === "(" ? parseArguments(reader) : {};
  const selections = reader.next() === "{" ? parseSelections(reader) : [];
  return { kind: "field", alias: first, name, values, selections };
}

function parseArguments(reader: Reader): Readonly<Record<string, QueryValue>> {
  const pairs: (readonly [string, QueryValue])[] = [];
  reader.take("(");
  while (reader.next() !== ")") {
    const name = takeName(reader);
    reader.take(":");
    pairs.push([name, parseValue(reader)]);
  }
  reader.take(")");
  return Object.fromEntries(pairs);
}

function parseValue(reader: Reader): QueryValue {
  const token = reader.take();
  if (token === "$") return { kind: "variable", name: takeName(reader) };
  if (token === "[") {
    const values: QueryValue[] = [];
    while (reader.next() !== "]") values.push(parseValue(reader));
    reader.take("]");
    return { kind: "list", values };
  }
  const isJson = /^(?:"|-?\d|true$|false$|null$)/u.test(token);
  if (!isJson && !isName(token)) throw new Error(`GraphQL: ${token} is no value`);
  return { kind: "plain", value: isJson ? (JSON.parse(token) as unknown) : token };
}

function takeName(reader: Reader): string {
  if (!isName(reader.next())) throw new Error(`GraphQL: a name is expected, not ${reader.next() || "the end"}`);
  return reader.take();
}

function isName(token: string): boolean {
  return /^[_A-Za-z]/u.test(token);
}
