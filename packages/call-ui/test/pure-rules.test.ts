import { describe, expect, it } from "vitest";
import { retryDelayMs } from "../src/call/retry-policy.ts";
import { readVisitorParams, readWidgetParams } from "../src/page-params.ts";
import { groupPin } from "../src/text/format.ts";
import { isLight } from "../src/views/apply-branding.ts";
import { splitLinks } from "../src/views/link-text.ts";

describe("the widget's address", () => {
  it("holds a token, or a key and an address, or nothing to sign in by", () => {
    expect(readWidgetParams("?token=abc&veinteraction=customer-1", "").credential).toEqual({ token: "abc" });
    expect(readWidgetParams("?pak=k&email=orga%40b.c&environment=generic", "").credential).toEqual({
      pak: "k",
      email: "orga@b.c",
      environment: "generic",
    });
    expect(readWidgetParams("?environment=mypurecloud.com", "")).toMatchObject({
      credential: null,
      genesysDomain: "mypurecloud.com",
    });
    expect(readWidgetParams("?environment=generic", "").genesysDomain).toBeNull();
    expect(readWidgetParams("?pak=k&email=a%40b.c&environment=mypurecloud.de", "").genesysDomain).toBeNull();
    expect(readWidgetParams("?veinteraction=", "").veinteraction).toBeNull();
  });
});

describe("the visitor's address", () => {
  it("holds the call's id and who comes", () => {
    expect(readVisitorParams("/visitor/i_abc/", "?name=%20Clara+C%20&csg=blue")).toMatchObject({
      interactionId: "i_abc",
      name: "Clara C",
      csg: "blue",
      phone: "",
    });
  });

  it.each([
    ["a tab from a spreadsheet is a space", "name", "Ana%09L", "Ana L"],
    ["line breaks around it are dropped", "email", "%0D%0Aana%40b.c%0A", "ana@b.c"],
    ["a phone number is cut to what the platform takes", "phone", "0".repeat(70), "0".repeat(64)],
    ["so is a name", "name", "x".repeat(201), "x".repeat(200)],
    ["and an address", "email", "x".repeat(321), "x".repeat(320)],
    ["and a style", "csg", "x".repeat(201), "x".repeat(200)],
  ])("holds it as the platform takes it: %s", (_rule, name, typed, read) => {
    expect(readVisitorParams("/visitor/i_abc", `?${name}=${typed}`)).toMatchObject({ [name]: read });
  });

  it("of somebody who typed the PIN: the place is the platform's to read, the interaction stays its own", () => {
    expect(readVisitorParams("/visitor/i_abc~t4x~k_1~mac", "")).toMatchObject({
      interactionId: "i_abc",
      place: "i_abc~t4x~k_1~mac",
    });
  });
});

describe("links in a chat", () => {
  it("are found, without the sentence's full stop", () => {
    expect(splitLinks("See https://a.example/x?y=1. Bye")).toEqual([
      { text: "See ", href: null },
      { text: "https://a.example/x?y=1", href: "https://a.example/x?y=1" },
      { text: ". Bye", href: null },
    ]);
  });

  it("are none that run a script or dress up as another address", () => {
    for (const text of [
      "javascript:alert(1)",
      "data:text/html,x",
      "https://bank.example@evil.example/",
      "https://",
    ])
      expect(splitLinks(text).every(({ href }) => href === null)).toBe(true);
  });
});

describe("small things", () => {
  it("a PIN as one reads it out", () => {
    expect(groupPin("482913")).toBe("482 913");
  });

  it("words on a brand's colour that can be read", () => {
    expect(isLight([255, 220, 0])).toBe(true);
    expect(isLight([0, 60, 160])).toBe(false);
  });

  it("tries that come to an end", () => {
    expect([0, 1, 2, 3, 4].map(retryDelayMs)).toEqual([300, 700, 1_500, 3_000, null]);
  });
});
