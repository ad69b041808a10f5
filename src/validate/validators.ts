import validators from "./compiled/validators.cjs";
import type { Validator } from "./validator.ts";

/** The compiled check of a whole document, by kind. Compiled ahead of time: compiling costs more than all else. */
export const validatorByKind: ReadonlyMap<string, Validator> = new Map(Object.entries(validators));
