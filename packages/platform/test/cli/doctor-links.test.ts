import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { linkTo, SECTIONS } from "../../src/cli/doctor/finding.ts";

const REPOSITORY = new URL("../../../../", import.meta.url);
const PAGE = "docs/doctor.md";
const read = (path: string): string => readFileSync(new URL(path, REPOSITORY), "utf8");

/** The anchors of a page, made from its headings as GitHub does. */
function listAnchors(path: string): readonly string[] {
  return [...read(path).matchAll(/^#+ (.+)$/gm)].map(([, heading = ""]) =>
    heading
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N} _-]/gu, "")
      .replaceAll(" ", "-"),
  );
}

it.each(SECTIONS)("the link of findings about %s leads to a heading", (section) => {
  const [path = "", anchor] = linkTo(section).split("#");
  expect(listAnchors(path)).toContain(anchor);
});

it("the page about the doctor has a finding for each section, and no broken link", () => {
  const sections = read(PAGE).matchAll(/^## .+$/gm);
  expect([...sections]).toHaveLength(SECTIONS.length);
  const links = [...read(PAGE).matchAll(/\]\(\.\.\/([^)#]+)#([^)]+)\)/g)];
  expect(links.length).toBeGreaterThan(0);
  for (const [, path = "", anchor = ""] of links) expect(listAnchors(path), path).toContain(anchor);
});
