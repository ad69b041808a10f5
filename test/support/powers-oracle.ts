import { type JsonObject, textOf } from "../../src/model/json.ts";
import type { Model } from "./model-store.ts";

// What people may do, as a set of words for each, worked out a second time from the role tables of the specification.

/** Which role has all of which others, in the same place. */
const included: Readonly<Record<string, readonly string[]>> = {
  "administration Owner": ["Admin", "Security Manager"],
  "administration Admin": ["Product Analytics Viewer"],
  "administration Security Manager": ["Member"],
  "administration Product Analytics Viewer": ["Member"],
  "cms Owner": ["Admin"],
  "cms Admin": ["Developer"],
  "cms Developer": ["Content Manager"],
  "assets Product Admin": ["Asset Type Manager"],
  "assets Asset Type Manager": ["Member"],
  "assets Space Owner": ["Space Admin"],
  "assets Space Admin": ["Asset Developer", "Asset Manager"],
  "agentos Project Owner": ["AgentOS Admin"],
  "agentos AgentOS Admin": ["AgentOS Member"],
  "personalize Project Owner": ["Project Member"],
};

const ownerTitles: Readonly<Record<string, string>> = { cms: "Owner", assets: "Space Owner", agentos: "Project Owner" };

/** Everything a person may do, invitations counted as if they were accepted. */
export function powersOf(model: Model, name: string): ReadonlySet<string> {
  const person = model.get(`Member/${name}`);
  if (person === undefined) return new Set();
  const owner = [...model.values()].find(({ kind }) => kind === "Organization")?.fields["owner"];
  const held = [
    ...(owner === name ? ["administration//Owner"] : []),
    ...textsIn(person.fields["administrationRoles"]).map((title) => `administration//${title}`),
    ...Object.entries((person.fields["productRoles"] ?? {}) as JsonObject).flatMap(([product, titles]) =>
      textsIn(titles).map((title) => `${product}//${title}`),
    ),
    ...[...model.values()].flatMap(({ kind, name: place, fields, createdBy }) => {
      if (kind !== "Project") return [];
      const product = textOf(fields["product"]);
      const listed = (fields["members"] ?? []) as readonly Readonly<{ member: string; roles: readonly string[] }>[];
      const seat = listed.find(({ member }) => member === name)?.roles ?? [];
      const made = createdBy === name ? (ownerTitles[product] ?? []) : [];
      return [...seat, ...[made].flat()].map((title) => `${product}/${place}/${title}`);
    }),
  ];
  return new Set(held.flatMap((power) => withIncluded(power, model)));
}

/** Powers that one set has and another lacks. Whoever is Owner or Admin has every Personalize project. */
export function powersBeyond(one: ReadonlySet<string>, other: ReadonlySet<string>): readonly string[] {
  const hasAll = other.has("administration//Owner") || other.has("administration//Admin");
  return [...one].filter((power) => !other.has(power) && !(hasAll && power.startsWith("personalize/")));
}

function withIncluded(power: string, model: Model): readonly string[] {
  const [product = "", place = "", title = ""] = power.split("/");
  const others = included[`${product} ${title}`] ?? [];
  return [
    power,
    ...rulesOf(power, model),
    ...others.flatMap((one) => withIncluded(`${product}/${place}/${one}`, model)),
  ];
}

// A custom role gives each action of each of its categories.
function rulesOf(power: string, model: Model): readonly string[] {
  const [product, place, title] = power.split("/");
  return [...model.values()].flatMap(({ kind, fields, calledAs }) => {
    if (kind !== "Role" || fields["product"] !== product || calledAs !== title || (fields["project"] ?? "") !== place) {
      return [];
    }
    const rules = (fields["rules"] ?? []) as readonly Readonly<{ category: string; actions: readonly string[] }>[];
    return rules.flatMap(({ category, actions }) => actions.map((action) => `${power} ${category} ${action}`));
  });
}

function textsIn(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.map(String) : [];
}
