import { actorKeepsAccess } from "./actor-keeps-access.ts";
import { adminFloor } from "./admin-floor.ts";
import { administrationRole } from "./administration-role.ts";
import type { Guard } from "./guard.ts";
import { leftOut } from "./left-out.ts";
import { lossBudget } from "./loss-budget.ts";
import { nothingDeclared } from "./nothing-declared.ts";
import { oneOwner } from "./one-owner.ts";
import { projectOwner } from "./project-owner.ts";
import { protectedObjects } from "./protected-objects.ts";
import { quota } from "./quota.ts";
import { revertsLiveChange } from "./reverts-live-change.ts";
import { roleExists } from "./role-exists.ts";
import { stillUsed } from "./still-used.ts";

/** Every guard, in the order their findings are shown. */
export const guards: readonly Guard[] = [
  oneOwner,
  adminFloor,
  administrationRole,
  actorKeepsAccess,
  protectedObjects,
  projectOwner,
  lossBudget,
  revertsLiveChange,
  nothingDeclared,
  roleExists,
  leftOut,
  stillUsed,
  quota,
];
