import { describe, expect, it } from "vitest";
import { browserOf } from "../src/views/how-to-allow.ts";
import { splitLinks } from "../src/views/link-text.ts";
import { fitOf } from "../src/views/video-view.tsx";
import { NO_ZOOM, panBy, zoomBy } from "../src/views/zoom.ts";

describe("a picture in a frame", () => {
  it.each([
    ["a 4:3 camera on a wide screen", 1280 / 800, 4 / 3, "cover"],
    ["a 16:9 camera on a wide screen", 1280 / 800, 16 / 9, "cover"],
    ["a 4:3 camera on an upright phone keeps its sides", 390 / 844, 4 / 3, "contain"],
    ["an upright phone on an upright phone", 390 / 844, 3 / 4, "cover"],
    ["a 4:3 camera on a phone in landscape keeps its top", 844 / 390, 4 / 3, "contain"],
    ["an upright phone on a wide screen", 1280 / 800, 9 / 16, "contain"],
  ] as const)("%s", (_title, frame, picture, fit) => {
    expect(fitOf(frame, picture)).toBe(fit);
  });
});

describe("a zoomed screen", () => {
  it("keeps the point that was tapped", () => {
    const zoom = zoomBy(NO_ZOOM, 2, { x: 0.25, y: -0.1 });
    expect(zoom).toEqual({ scale: 2, x: -0.25, y: 0.1 });
  });

  it("never shows what is beside it", () => {
    expect(panBy(zoomBy(NO_ZOOM, 2, { x: 0, y: 0 }), 9, -9)).toEqual({ scale: 2, x: 0.5, y: -0.5 });
    expect(panBy(NO_ZOOM, 0.3, 0.3)).toEqual(NO_ZOOM);
  });

  it("has a largest and a smallest size", () => {
    expect(zoomBy(NO_ZOOM, 100, { x: 0, y: 0 }).scale).toBe(6);
    expect(zoomBy(zoomBy(NO_ZOOM, 3, { x: 0.5, y: 0.5 }), 0.01, { x: 0, y: 0 })).toEqual(NO_ZOOM);
  });
});

describe("a link in the chat shows where it leads", () => {
  it.each([
    ["a look-alike host by its real name", "https://\u0430pple.com/login", "https://xn--pple-43d.com/login"],
    [
      "characters that turn the text around are left out",
      "https://a.example/\u202Egpj.exe",
      "https://a.example/gpj.exe",
    ],
    ["an ordinary address", "https://a.example/x?y=1", "https://a.example/x?y=1"],
    ["a path in another script stays readable", "https://a.example/\u00fcber", "https://a.example/\u00fcber"],
  ])("%s", (_title, typed, shown) => {
    expect(splitLinks(typed).find(({ href }) => href !== null)?.text).toBe(shown);
  });

  it("and text around it loses characters that turn it around", () => {
    expect(splitLinks("a\u202Eb").map(({ text }) => text)).toEqual(["ab"]);
  });
});

describe("where to allow the camera", () => {
  it.each([
    ["Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Mobile Safari/604.1", "iosSafari"],
    ["Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) CriOS/140 Mobile Safari/604.1", "ios"],
    ["Mozilla/5.0 (iPad; CPU OS 18_0 like Mac OS X) FxiOS/140 Mobile Safari/605.1", "ios"],
    ["Mozilla/5.0 (X11; Linux x86_64) Gecko/20100101 Firefox/140.0", "firefox"],
    ["Mozilla/5.0 (Macintosh) Version/18.0 Safari/605.1.15", "safari"],
    ["Mozilla/5.0 (X11; Linux x86_64) Chrome/140.0 Safari/537.36", "chromium"],
  ] as const)("%s: %s", (userAgent, browser) => {
    expect(browserOf(userAgent)).toBe(browser);
  });
});
