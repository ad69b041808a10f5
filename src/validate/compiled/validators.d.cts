import type { Validator } from "../validator.ts";

declare const validators: Readonly<Record<string, Validator>>;
export = validators;
