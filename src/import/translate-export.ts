import { storedText } from "../kinds/stored-text.ts";
import type { Diagnostic } from "../model/diagnostic.ts";
import { compareText, type JsonObject } from "../model/json.ts";
import { exportedKinds, type ExportedObject, isPreset, titleOf } from "./exported-object.ts";
import { documentOf, type ImportedDocument } from "./imported-document.ts";
import { lostFields } from "./lost-fields.ts";
import { nameHandles, type Nameless } from "./name-handles.ts";
import type { ParsedExport } from "./parse-export.ts";
import { leftOut, type Remark } from "./remark.ts";
import { type Resource, translateResources } from "./translate-resources.ts";

/** The documents that an export becomes, what a person should know about them, and what stands against it. */
export interface Translation {
  readonly documents: readonly ImportedDocument[];
  readonly remarks: readonly Remark[];
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Translates an export into documents, one folder for each project. Uids are left out, since they mean nothing in another
 * organization: objects are found by their titles and keys.
 */
export function translateExport(parsed: Pick<ParsedExport, "objects" | "absentFiles">): Translation {
  const projects = parsed.objects.filter(({ kind }) => kind === "Project");
  const handles = nameHandles(projects.map(nameless), "project");
  const members = Map.groupBy(parsed.objects, (object) => projectOf(object, projects)?.uid);
  const parts = projects.map((project) => {
    const objects = members.get(project.uid) ?? [];
    return translateProject(project, {
      handle: handles.get(project.uid) ?? "",
      objects,
      absentFiles: parsed.absentFiles,
    });
  });
  return {
    documents: parts.flatMap(({ documents }) => documents),
    remarks: [...parts.flatMap(({ remarks }) => remarks), ...(members.get(undefined) ?? []).flatMap(withoutProject)],
    diagnostics: parts.flatMap(({ diagnostics }) => diagnostics),
  };
}

// `Shop Project` is called `shop`: a reader knows that it is a project.
function nameless(project: ExportedObject): Nameless {
  const title = titleOf(project);
  return { uid: project.uid, texts: [title.replace(/\s+project\s*$/i, ""), title] };
}

// The CLI exports one project, and what belongs to all projects alike names none.
function projectOf(
  { kind, uid, body }: ExportedObject,
  projects: readonly ExportedObject[],
): ExportedObject | undefined {
  if (kind === "Project") return projects.find((project) => project.uid === uid);
  if (projects.length === 1) return projects[0];
  return projects.find((project) => project.uid === body["project"]);
}

function withoutProject(object: ExportedObject): readonly Remark[] {
  return isPreset(object)
    ? []
    : [leftOut("project-unknown", { kind: object.kind.toLowerCase(), title: titleOf(object) })];
}

interface ProjectParts extends Pick<ParsedExport, "objects" | "absentFiles"> {
  readonly handle: string;
}

function translateProject(project: ExportedObject, { handle, objects, absentFiles }: ProjectParts): Translation {
  const { resources, remarks, diagnostics } = translateResources(objects, { absentFiles });
  const byPriority = inPriority(resources.filter(({ kind }) => kind === "Experience"));
  const others = resources
    .filter(({ kind }) => kind !== "Experience")
    .toSorted((one, other) => compareKinds(one, other) || compareText(one.name, other.name));
  const documents = [...others, ...byPriority].map(({ kind, name, spec, origin }) => ({
    file: `projects/${handle}/${kind.toLowerCase()}s.yaml`,
    value: documentOf({ kind, name, project: handle, spec }),
    origin,
  }));
  const spec = projectSpec(project, byPriority);
  const own = {
    file: `projects/${handle}/project.yaml`,
    value: documentOf({ kind: "Project", name: handle, spec }),
    origin: project,
  };
  return { documents: [own, ...documents], remarks: [...remarksAbout(project, handle), ...remarks], diagnostics };
}

function compareKinds(one: Resource, other: Resource): number {
  return exportedKinds.indexOf(one.kind) - exportedKinds.indexOf(other.kind);
}

function projectSpec(project: ExportedObject, byPriority: readonly Resource[]): JsonObject {
  const description = storedText(project.body, "description");
  return {
    product: "personalize",
    title: titleOf(project),
    ...(description !== "" && { description }),
    ...(byPriority.length > 0 && { experiencePriority: byPriority.map((experience) => experience.name) }),
  };
}

// The most important first; one without a number is new, and new ones are last.
function inPriority(experiences: readonly Resource[]): readonly Resource[] {
  return experiences.toSorted((one, other) => (rankOf(one) === rankOf(other) ? 0 : rankOf(one) - rankOf(other)));
}

function rankOf({ origin }: Resource): number {
  const { priority } = origin.body;
  return typeof priority === "number" ? priority : Infinity;
}

function remarksAbout(project: ExportedObject, handle: string): readonly Remark[] {
  const { connectedStackApiKey: _, ...body } = project.body;
  const fields = lostFields(body, { name: body["name"], description: body["description"] });
  return [
    ...(storedText(project.body, "connectedStackApiKey") === ""
      ? []
      : [leftOut("connected-stack", { project: handle })]),
    ...fields.map((field) => leftOut("field", { kind: "project", field, title: titleOf(project), more: "" })),
  ];
}
