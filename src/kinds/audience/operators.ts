/** One way to compare an attribute: its word in a manifest, its constant at the service, and the value it takes. */
export interface Operator {
  readonly name: OperatorName;
  /** `attributeMatchCondition` of the service. */
  readonly condition: string;
  /** `__type` of the service's match options; an operator without a value has none and is written as `true`. */
  readonly options: "StringMatchOptions" | "NumberMatchOptions" | undefined;
}

/** How operators are written in a manifest. */
export type OperatorName =
  | "equals"
  | "contains"
  | "hasAnyValue"
  | "isTrue"
  | "isFalse"
  | "numberEquals"
  | "lessThan"
  | "greaterThan";

/**
 * The operators that manifests have words for. Source: Personalize Management API, "Audiences". The conditions on JSON,
 * time and Lytics are left out: what their options look like is not documented, so such rules stay `raw`.
 */
export const operators: readonly Operator[] = [
  { name: "equals", condition: "STRING_EQUALS", options: "StringMatchOptions" },
  { name: "contains", condition: "CONTAINS_SUBSTRING", options: "StringMatchOptions" },
  { name: "hasAnyValue", condition: "HAS_ANY_VALUE", options: undefined },
  { name: "isTrue", condition: "IS_TRUE", options: undefined },
  { name: "isFalse", condition: "IS_FALSE", options: undefined },
  { name: "numberEquals", condition: "NUMBER_EQUAL_TO", options: "NumberMatchOptions" },
  { name: "lessThan", condition: "NUMBER_LESS_THAN", options: "NumberMatchOptions" },
  { name: "greaterThan", condition: "NUMBER_GREATER_THAN", options: "NumberMatchOptions" },
];
