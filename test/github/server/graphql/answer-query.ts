import type { Query, QueryValue, Selection } from "./parse-query.ts";
import { queryTypes } from "./query-types.ts";

/** An object to select from; a field with arguments is a function of them. `__typename` decides between fragments. */
export interface QueryObject {
  readonly [field: string]: QueryResult | ((values: QueryValues) => QueryResult);
}

/** What a field gives. */
export type QueryResult = string | number | boolean | null | QueryObject | readonly QueryObject[];

/** The arguments of a field, with the variables in place. */
export type QueryValues = Readonly<Record<string, unknown>>;

/** Selects from the root object what a query asks; throws where it does not fit the types. */
export function answerQuery(query: Query, variables: QueryValues, root: QueryObject): QueryValues {
  for (const [name, type] of Object.entries(query.variables)) {
    if (type.endsWith("!") && variables[name] === undefined) throw new Error(`GraphQL: variable ${name} is not given`);
  }
  for (const name of Object.keys(variables)) {
    if (query.variables[name] === undefined) throw new Error(`GraphQL: variable ${name} is not declared`);
  }
  checkSelections("Query", query.selections);
  return select(root, query.selections, (value) => plainValue(value, query, variables));
}

function checkSelections(typeName: string, selections: readonly Selection[]): void {
  const type = queryTypes[typeName];
  if (type === undefined) throw new Error(`GraphQL: this server has no type ${typeName}`);
  for (const selection of selections) {
    if (selection.kind === "on") checkSelections(selection.type, selection.selections);
    else if (selection.name !== "__typename") checkField(typeName, selection);
  }
}

function checkField(typeName: string, { name, values, selections }: Extract<Selection, { kind: "field" }>): void {
  const field = queryTypes[typeName]?.[name];
  if (field === undefined) throw new Error(`GraphQL: Field '${name}' doesn't exist on type '${typeName}'`);
  const known = new Set((field.values ?? []).map((value) => value.replace("!", "")));
  const unknown = Object.keys(values).find((value) => !known.has(value));
  if (unknown !== undefined) throw new Error(`GraphQL: Field '${name}' doesn't accept argument '${unknown}'`);
  const missing = (field.values ?? []).find((value) => value.endsWith("!") && values[value.slice(0, -1)] === undefined);
  if (missing !== undefined) throw new Error(`GraphQL: Field '${name}' is missing argument '${missing}'`);
  if ((field.type === undefined) !== (selections.length === 0)) {
    throw new Error(`GraphQL: the selection of '${name}' does not fit its type`);
  }
  if (field.type !== undefined) checkSelections(field.type, selections);
}

function plainValue(value: QueryValue, query: Query, variables: QueryValues): unknown {
  if (value.kind === "plain") return value.value;
  if (value.kind === "list") return value.values.map((one) => plainValue(one, query, variables));
  if (query.variables[value.name] === undefined) throw new Error(`GraphQL: variable ${value.name} is not declared`);
  return variables[value.name];
}

function select(
  object: QueryObject,
  selections: readonly Selection[],
  plain: (value: QueryValue) => unknown,
): QueryValues {
  const pairs = selections.flatMap((selection): (readonly [string, unknown])[] => {
    if (selection.kind === "on") {
      return object["__typename"] === selection.type ? Object.entries(select(object, selection.selections, plain)) : [];
    }
    const field = object[selection.name] ?? null;
    const values = Object.entries(selection.values).map(([name, value]) => [name, plain(value)] as const);
    const result = typeof field === "function" ? field(Object.fromEntries(values)) : field;
    return [[selection.alias, selectResult(result, selection.selections, plain)]];
  });
  return Object.fromEntries(pairs);
}

function selectResult(
  result: QueryResult,
  selections: readonly Selection[],
  plain: (value: QueryValue) => unknown,
): unknown {
  if (typeof result !== "object" || result === null) return result;
  if (isList(result)) return result.map((one) => select(one, selections, plain));
  return select(result, selections, plain);
}

function isList(result: QueryObject | readonly QueryObject[]): result is readonly QueryObject[] {
  return Array.isArray(result);
}
