import type { Path } from "../../model/place.ts";
import type { MapReference } from "../kind.ts";
import type { Content, ExperienceSpec } from "./schema.ts";

/** The spec with every audience and event renamed; whatever `raw` holds stays as it is. */
export function mapReferences(spec: ExperienceSpec, map: MapReference): ExperienceSpec {
  return {
    ...spec,
    ...(spec.version !== undefined && { version: mapContent(spec.version, map, ["version"]) }),
    ...(spec.draft !== undefined && { draft: mapContent(spec.draft, map, ["draft"]) }),
  };
}

function mapContent<Holder extends Content>(content: Holder, map: MapReference, path: Path): Holder {
  const { variants, metrics, targeting } = content;
  return {
    ...content,
    ...(variants !== undefined && {
      variants: variants.map((variant, index) => mapAudiences(variant, map, [...path, "variants", index])),
    }),
    ...(metrics !== undefined && {
      metrics: metrics.map((metric, index) => ({
        ...metric,
        event: map({ kind: "Event", name: metric.event, path: [...path, "metrics", index, "event"] }),
      })),
    }),
    ...(targeting !== undefined && { targeting: mapAudiences(targeting, map, [...path, "targeting"]) }),
  };
}

function mapAudiences<Holder extends { readonly audiences?: readonly string[] }>(
  holder: Holder,
  map: MapReference,
  path: Path,
): Holder {
  if (holder.audiences === undefined) return holder;
  const audiences = holder.audiences.map((name, index) =>
    map({ kind: "Audience", name, path: [...path, "audiences", index] }),
  );
  return { ...holder, audiences };
}
