import fc from "fast-check";
import { expect, test } from "vitest";

import { handleFor, nameHandles } from "../../src/import/name-handles.ts";
import { handlePattern } from "../../src/kinds/document-schema.ts";

test.each([
  ["Relaxation", "relaxation"],
  ["North America Destination", "north-america-destination"],
  ["A/B Testing", "ab-testing"],
  ["Luxury, Relaxed & Asia", "luxury-relaxed-asia"],
  ["Visitor's mood", "visitors-mood"],
  ["Élan für Fußgänger", "elan-fur-fussganger"],
  ["basketPaid", "basket-paid"],
  ["loyalty_tier", "loyalty-tier"],
  ["AUTO_LOYALTY_x", "auto-loyalty-x"],
  ["aux", "aux-thing"],
  ["🎉", "thing"],
])("text %j gives the handle %j", (text, handle) => {
  expect(handleFor(text, "thing")).toBe(handle);
});

test("who was made first keeps the plain handle, and a second text is better than a number", () => {
  const objects = [
    { uid: "3", texts: ["Mood", "mood_now"] },
    { uid: "2", texts: ["Mood"] },
    { uid: "1", texts: ["mood!"] },
    { uid: "4", texts: ["Mood 2"] },
    { uid: "5", texts: ["?"] },
    { uid: "6", texts: ["!"] },
  ];
  expect(Object.fromEntries(nameHandles(objects, "attribute"))).toEqual({
    "1": "mood",
    "2": "mood-3",
    "3": "mood-now",
    "4": "mood-2",
    "5": "attribute",
    "6": "attribute-2",
  });
});

test("a new object changes no handle that was given before", () => {
  const titles = fc.constantFrom("Gold", "gold", "Gold 2", "gold-3", "🎉", "A/B", "");
  fc.assert(
    fc.property(fc.array(titles, { maxLength: 12 }), titles, (old, title) => {
      const objects = old.map((text, at) => ({ uid: uidOf(at), texts: [text] }));
      const before = nameHandles(objects, "audience");
      const after = nameHandles([{ uid: uidOf(old.length), texts: [title] }, ...objects], "audience");
      const plain = handleFor(title, "audience");
      // A plain handle goes to its own title first, so only a numbered one can give way to it.
      fc.pre(![...before.values()].includes(plain));
      expect(objects.map(({ uid }) => after.get(uid))).toEqual(objects.map(({ uid }) => before.get(uid)));
    }),
  );
});

test("handles are valid, each its own, and the same in whatever order the objects come", () => {
  fc.assert(
    fc.property(fc.array(fc.string({ unit: "binary", maxLength: 80 }), { maxLength: 30 }), (texts) => {
      const objects = texts.map((text, at) => ({ uid: uidOf(at), texts: [text] }));
      const handles = nameHandles(objects, "audience");
      expect(new Set(handles.values()).size).toBe(objects.length);
      for (const handle of handles.values()) {
        expect(handle).toMatch(new RegExp(handlePattern));
        expect(handle.length).toBeLessThanOrEqual(63);
      }
      expect(nameHandles(objects.toReversed(), "audience")).toEqual(handles);
    }),
  );
});

function uidOf(at: number): string {
  return at.toString(16).padStart(8, "0");
}
