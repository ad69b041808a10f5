import { type Endpoints, found, refused } from "../endpoint.ts";
import { accountObject, appObject } from "../objects/account-objects.ts";

/** Who the token is, who others are, and how many requests are left. */
export const accountEndpoints: Endpoints = {
  "users/get-by-id": {
    needs: [],
    answer: (call) => {
      const user = call.state.users.find(({ id }) => id === call.parameters["account_id"]);
      return found(user && accountObject(call, user));
    },
  },
  "users/get-by-username": {
    needs: [],
    answer: (call) => {
      const name = String(call.parameters["username"]).toLowerCase();
      const user = call.state.users.find(({ login }) => login.toLowerCase() === name);
      return found(user && accountObject(call, user));
    },
  },
  "users/get-authenticated": {
    needs: [],
    answer: (call) => {
      const { kind, user: own } = call.state.token;
      if (kind !== "user") return refused(403, "Resource not accessible by integration");
      const user = call.state.users.find(({ id }) => id === own);
      return found(user && accountObject(call, user));
    },
  },
  "apps/get-authenticated": {
    needs: [],
    answer: (call) => {
      const { kind, app } = call.state.token;
      if (kind !== "app") return refused(401, "A JSON web token could not be decoded");
      return found(appObject(call, app));
    },
  },
  "rate-limit/get": {
    needs: [],
    answer: ({ state: { rateLimit } }) => {
      const { limit, remaining, resetAt: reset } = rateLimit;
      const rate = { limit, remaining, reset, used: limit - remaining };
      return found({ resources: { core: rate, search: rate, graphql: rate }, rate });
    },
  },
};
