import { InvalidArgumentError, Option } from "commander";

/** A flag with one value. Given twice it is refused, because one of the two would be dropped without a word. */
export function once(flags: string, description: string, choices?: readonly string[]): Option {
  return new Option(flags, description).argParser((value: string, former: string | undefined) => {
    if (former !== undefined) throw new InvalidArgumentError("It is given twice.");
    if (choices !== undefined && !choices.includes(value)) {
      throw new InvalidArgumentError(`Allowed choices are ${choices.join(", ")}.`);
    }
    return value;
  });
}

/** A flag whose value is a whole number, zero included. */
export function onceNumber(flags: string, description: string): Option {
  return new Option(flags, description).argParser((value: string, former: number | undefined) => {
    if (former !== undefined) throw new InvalidArgumentError("It is given twice.");
    if (!/^\d{1,9}$/.test(value)) throw new InvalidArgumentError("It takes a whole number.");
    return Number(value);
  });
}
