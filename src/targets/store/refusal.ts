import type { Address } from "../../model/address.ts";

/** A change that the store cannot carry out. It undoes the whole transaction. */
export class Refusal extends Error {
  readonly address: Address;

  constructor(address: Address, reason: string) {
    super(reason);
    this.name = "Refusal";
    this.address = address;
  }
}
