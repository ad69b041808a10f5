import type { Scene } from "../endpoint.ts";
import type { User } from "../github-state.ts";

/** An account as it stands in other objects; null stays null. */
export function userObject({ state, api, web }: Scene, id: number | null): object | null {
  if (id === null) return null;
  const { login, type } = accountOf(state.users, id);
  return { login, id, type, url: `${api}/users/${login}`, html_url: `${web}/${login}`, site_admin: false };
}

/** An account as its own page tells it. */
export function accountObject(scene: Scene, { id, login }: User): object {
  return { ...userObject(scene, id), name: login };
}

/** An App, as the author of a comment or check run; null stays null. */
export function appObject(scene: Scene, id: number | null): object | null {
  if (id === null) return null;
  const app = scene.state.apps.find((one) => one.id === id);
  if (app === undefined) throw new Error(`the state has no App ${id}`);
  const { slug, name, owner } = app;
  return { id, slug, name, owner: userObject(scene, owner), description: null, html_url: `${scene.web}/apps/${slug}` };
}

/** The account of an id; a state that refers to none is a mistake of the test. */
export function accountOf(users: readonly User[], id: number): User {
  const user = users.find((one) => one.id === id);
  if (user === undefined) throw new Error(`the state has no user ${id}`);
  return user;
}
