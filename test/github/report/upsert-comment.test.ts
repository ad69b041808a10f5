import { expect, test } from "vitest";

import { upsertComment } from "../../../src/github/report/upsert-comment.ts";
import { comment, conversation, marker, ourApp } from "./own-conversation.ts";

const text = `${marker}\n\nnew\n`;
const wanted = { issue: 7, marker, text, account: { appId: ourApp } };

test("the first comment is created", async () => {
  const api = conversation([]);
  await expect(upsertComment(api, wanted)).resolves.toMatchObject({ action: "created", duplicates: [] });
  expect(api.comments.map(({ body }) => body)).toEqual([text]);
});

test("a comment that exists is changed in place", async () => {
  const api = conversation([comment({ id: 5 })]);
  await expect(upsertComment(api, wanted)).resolves.toMatchObject({ action: "updated", url: "https://x.test/5" });
  expect(api.comments).toHaveLength(1);
  expect(api.comments[0]?.body).toBe(text);
});

test("a comment that says the same already is left alone", async () => {
  const api = conversation([comment({ body: text.replaceAll("\n", "\r\n").trim() })]);
  await expect(upsertComment(api, wanted)).resolves.toMatchObject({ action: "unchanged" });
  expect(api.writes).toEqual([]);
});

test.each([
  ["somebody else with our marker", comment({ appId: undefined, author: { id: 666 } })],
  ["another App with our marker", comment({ appId: 1 })],
  ["our App about another target", comment({ body: "<!-- charter:plan target=fedcba9876543210 -->\n" })],
  ["our App, quoting the marker", comment({ body: `as in ${marker}` })],
  ["a deleted account", comment({ appId: undefined, author: undefined })],
])("a comment by %s is not ours", async (_name, other) => {
  const api = conversation([other]);
  await upsertComment(api, wanted);
  expect(api.writes).toEqual(["create"]);
  expect(api.comments[0]).toEqual(other);
});

test("with the token of a person the comment is found by that person's number, and no App's", async () => {
  const account = { userId: 41 };
  const own = conversation([comment({ appId: undefined })]);
  await upsertComment(own, { ...wanted, account });
  expect(own.writes).toEqual(["update 1"]);
  const viaApp = conversation([comment()]);
  await upsertComment(viaApp, { ...wanted, account });
  expect(viaApp.writes).toEqual(["create"]);
});

test("of several the oldest is changed, and the others are named", async () => {
  const api = conversation([comment({ id: 9 }), comment({ id: 4 }), comment({ id: 6 })]);
  await expect(upsertComment(api, wanted)).resolves.toEqual({
    action: "updated",
    url: "https://x.test/4",
    duplicates: ["https://x.test/6", "https://x.test/9"],
  });
  expect(api.writes).toEqual(["update 4"]);
});

test.each([0, 2])("a comment whose answer was lost is found after %i looks and not made twice", async (lag) => {
  const api = conversation([], { loses: "answer", lag });
  await expect(upsertComment(api, wanted)).resolves.toMatchObject({ action: "created", duplicates: [] });
  expect(api.writes).toEqual(["create"]);
  expect(api.comments).toHaveLength(1);
});

test("a creation that cannot be found afterwards is a failure, and not tried again", async () => {
  const api = conversation([], { loses: "request" });
  await expect(upsertComment(api, wanted)).rejects.toMatchObject({ code: "github-unknown-outcome" });
  expect(api.writes).toEqual(["create"]);
});

test("a comment that was deleted since it was listed is made again, once", async () => {
  const api = conversation([comment()], { deleted: true });
  await expect(upsertComment(api, wanted)).resolves.toMatchObject({ action: "created" });
  expect(api.writes).toEqual(["update 1", "create"]);
});
