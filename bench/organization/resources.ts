import { description, type GeneratedDocument, writeManifest } from "./manifest-text.ts";
import type { Team } from "./team.ts";

/** What a team's Personalize project holds. */
export function* resourcesOf(team: Team): Generator<GeneratedDocument> {
  const { attributes, events, audiences, experiences } = team.size;
  for (let index = 0; index < attributes; index += 1) yield resource(team, "Attribute", index, attribute);
  for (let index = 0; index < events; index += 1) yield resource(team, "Event", index, event);
  for (let index = 0; index < audiences; index += 1) yield resource(team, "Audience", index, audience);
  for (let index = 0; index < experiences; index += 1) yield resource(team, "Experience", index, experience);
}

type SpecWriter = (team: Team, index: number) => readonly string[];

// oxlint-disable-next-line max-params -- what, where and which one
function resource(team: Team, kind: string, index: number, specOf: SpecWriter): GeneratedDocument {
  const name = `${kind.toLowerCase()}-${team.number}-${index}`;
  return writeManifest({
    file: `teams/team-${team.number}/${kind.toLowerCase()}s/${name}`,
    kind,
    name,
    project: `shop-${team.number}`,
    team: team.number,
    spec: [...specOf(team, index), ...description(name, team.edition)],
  });
}

function attribute(_: Team, index: number): readonly string[] {
  return [`title: Attribute ${index}`, `key: attribute_${index}`];
}

function event(_: Team, index: number): readonly string[] {
  return [`key: event_${index}`];
}

function audience({ number, size }: Team, index: number): readonly string[] {
  const attributeAt = (offset: number): string => `attribute-${number}-${(index + offset) % size.attributes}`;
  return [
    `title: Audience ${index}`,
    "when:",
    "  all:",
    "    - { attribute: COUNTRY, equals: CA }",
    "    - any:",
    `        - { attribute: ${attributeAt(0)}, equals: gold }`,
    `        - { attribute: ${attributeAt(1)}, contains: "part ${index}" }`,
    `        - not: { attribute: ${attributeAt(2)}, lessThan: ${index * 10} }`,
    "    - not: { attribute: DEVICE_TYPE, equals: MOBILE }",
  ];
}

function experience(team: Team, index: number): readonly string[] {
  const kind = index % 2 === 0 ? "segmented" : "ab-test";
  return [
    `title: Experience ${index}`,
    `type: ${kind}`,
    `tags: [env:production, "team:${team.number}"]`,
    "version:",
    `  status: ${["active", "paused", "draft"][index % 3] ?? "draft"}`,
    ...(index % 2 === 0 ? segmented(team, index) : test(team, index)),
  ];
}

function segmented(team: Team, index: number): readonly string[] {
  return [
    "  variants:",
    "    - name: Loyal visitors",
    `      audiences: [${audienceOf(team, index)}]`,
    "      match: all",
    "    - name: Newcomers",
    `      audiences: [${audienceOf(team, index + 1)}]`,
    "      match: any",
  ];
}

function test(team: Team, index: number): readonly string[] {
  return [
    "  split: custom",
    "  variants:",
    "    - { name: Green button, traffic: 70 }",
    "    - { name: Red button, traffic: 30 }",
    "  metrics:",
    `    - { name: Paid orders, event: event-${team.number}-${index % team.size.events} }`,
    `  targeting: { audiences: [${audienceOf(team, index)}], match: any }`,
  ];
}

function audienceOf({ number, size }: Team, index: number): string {
  return `audience-${number}-${index % size.audiences}`;
}
