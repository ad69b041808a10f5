import type { Endpoints } from "../endpoint.ts";
import { accountEndpoints } from "./account-endpoints.ts";
import { checkEndpoints } from "./check-endpoints.ts";
import { commentEndpoints } from "./comment-endpoints.ts";
import { commitEndpoints } from "./commit-endpoints.ts";
import { issueEndpoints } from "./issue-endpoints.ts";
import { pullEndpoints } from "./pull-endpoints.ts";
import { pushEndpoints } from "./push-endpoints.ts";
import { repositoryEndpoints } from "./repository-endpoints.ts";
import { settingEndpoints } from "./setting-endpoints.ts";

/** Every operation this server plays. */
export const allEndpoints: Endpoints = {
  ...accountEndpoints,
  ...checkEndpoints,
  ...commentEndpoints,
  ...commitEndpoints,
  ...issueEndpoints,
  ...pullEndpoints,
  ...pushEndpoints,
  ...repositoryEndpoints,
  ...settingEndpoints,
};
