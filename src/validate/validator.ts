/** A compiled schema: says whether a value fits, and keeps the errors of its last call. */
export interface Validator {
  (value: unknown): boolean;
  readonly errors?: readonly SchemaError[] | null | undefined;
}

/** One error as ajv reports it. */
export interface SchemaError {
  readonly keyword: string;
  /** JSON pointer to the value. */
  readonly instancePath: string;
  readonly params: Readonly<Record<string, unknown>>;
  /** JSON pointer into the schema, with a leading `#`, to the keyword that was broken. */
  readonly schemaPath: string;
}
