/**
 * What a plain scalar is as a number. `ambiguous` is every text that some reader takes for a number and that does not
 * come back as it was written: octal and binary forms, underscores, sexagesimals, exponents, digits beyond 2^53,
 * infinities. YAML 1.1 and 1.2 disagree about most of them.
 */
export function classifyPlain(source: string): "number" | "ambiguous" | "other" {
  if (!numberStart.test(source) || !numeric.test(source)) return "other";
  const value = Number(source);
  const same = String(value) === source && (Number.isSafeInteger(value) || !Number.isInteger(value));
  return same && Number.isFinite(value) ? "number" : "ambiguous";
}

const numberStart = /^[-+.0-9]/;

// Integers and floats of the YAML 1.2 core schema (section 10.3.2) and of YAML 1.1 (yaml.org/type/int, /float).
const numeric = new RegExp(
  [
    "[-+]?[0-9][0-9_]*",
    "[-+]?0b[01_]+",
    "0o[0-7]+",
    "[-+]?0x[0-9a-fA-F_]+",
    "[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+(?:\\.[0-9_]*)?",
    "[-+]?(?:\\.[0-9][0-9_]*|[0-9][0-9_]*(?:\\.[0-9_]*)?)(?:[eE][-+]?[0-9]+)?",
    "[-+]?\\.(?:inf|Inf|INF)",
    "\\.(?:nan|NaN|NAN)",
  ]
    .map((form) => `^(?:${form})$`)
    .join("|"),
);
