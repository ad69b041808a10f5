/**
 * The attributes that every Personalize project has from the start, in the order the service lists them. Rules name them
 * by these constants. Source: Personalize documentation, "About Attributes".
 */
export const presetAttributes = [
  "DEVICE_TYPE",
  "OPERATING_SYSTEM",
  "QUERY_PARAMETERS",
  "REFERRER",
  "COUNTRY",
  "REGION",
  "CITY",
  "DATE_AND_TIME",
] as const;

/** Whether the service has a preset attribute of this name. */
export function isPresetAttribute(name: string): boolean {
  return presetAttributes.some((preset) => preset === name);
}

/** Whether a name is written like a preset: handles and uids of declared attributes are in lower case. */
export function looksLikePreset(name: string): boolean {
  return /^[A-Z][A-Z0-9_]*$/.test(name);
}
