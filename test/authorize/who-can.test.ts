import fc from "fast-check";
import { expect, test } from "vitest";

import { whoCan, whoCanDirectory } from "../../src/authorize/who-can.ts";
import type { Requirement } from "../../src/model/change.ts";
import { productOf } from "../../src/roles/holdings.ts";
import { tableByProduct } from "../../src/roles/permission-tables.ts";
import { liveFrom } from "../support/live-organization.ts";
import { reconciliationOf } from "../support/planning.ts";
import { anyOrganization, peopleNames } from "../support/random-organization.ts";

test("a plan's directory names exactly those who can, as if everybody had been asked", () => {
  fc.assert(
    fc.property(anyOrganization, fc.constantFrom(...peopleNames), ({ manifests, details }, about) => {
      const { live: state } = reconciliationOf({ live: liveFrom(manifests, details), declared: manifests });
      const directory = whoCanDirectory(state);
      const places = [...state.entitiesOf("Project")].map((project) => ({
        project: project.name,
        permissions: Object.keys(tableByProduct[productOf(project)].rows),
        // Whoever added whom is looked at in stacks only.
        member: productOf(project) === "cms" ? about : undefined,
      }));

      for (const { project, permissions, member } of places) {
        for (const permission of permissions) {
          const needed: readonly Requirement[] = [{ permission, project, member, createdBy: about }];
          expect(directory(needed, state)).toEqual(whoCan(state, needed));
        }
      }
    }),
  );
});

test("a plan's directory names exactly those who can make a project, whatever it will be called", () => {
  fc.assert(
    fc.property(anyOrganization, ({ manifests, details }) => {
      const { live: state } = reconciliationOf({ live: liveFrom(manifests, details), declared: manifests });
      const directory = whoCanDirectory(state);
      const makers = (["personalize", "cms", "assets", "agentos"] as const).map((product): Requirement => {
        return { permission: "project:create", project: "still-to-be-made", product };
      });

      expect(makers.map((needed) => directory([needed], state))).toEqual(
        makers.map((needed) => whoCan(state, [needed])),
      );
    }),
  );
});
