/** Makes `docs/call.png`, the README's picture, from a real call: `npm run picture -w @videoengager/e2e`. */
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { type Browser, chromium, type Page } from "@playwright/test";
import { byName, startPlatform } from "../fixtures/platform.ts";
import { joinCall } from "../fixtures/visitor.ts";
import { type Person, writePersonCamera } from "./draw-person.ts";

const OUTPUT = fileURLToPath(new URL("../../docs/call.png", import.meta.url));

const ANA: Person = {
  wall: ["#dfe7f1", "#b9c6d8"],
  hair: "#3a2a24",
  hasLongHair: true,
  shirt: "#24508f",
  skin: "#e8b899",
  shade: "#d39f7f",
};
const CARL: Person = {
  wall: ["#f3e6d6", "#d9bfa2"],
  hair: "#5a3a22",
  hasLongHair: false,
  shirt: "#4d7c5a",
  skin: "#c98e68",
  shade: "#b07a57",
};

const folder = mkdtempSync(join(tmpdir(), "ve-picture-"));

function launch(camera?: string): Promise<Browser> {
  return chromium.launch({
    executablePath: process.env.CHROMIUM_PATH ?? "/usr/bin/chromium",
    chromiumSandbox: false,
    args: camera
      ? [
          "--use-fake-device-for-media-stream",
          "--use-fake-ui-for-media-stream",
          `--use-file-for-fake-video-capture=${camera}`,
        ]
      : [],
  });
}

async function pageOf(browser: Browser, width: number, height: number): Promise<Page> {
  const context = await browser.newContext({
    viewport: { width, height },
    permissions: ["camera", "microphone"],
  });
  return context.newPage();
}

async function photographCall(agentPage: Page, visitorPage: Page): Promise<readonly Buffer[]> {
  const platform = await startPlatform();
  await agentPage.goto(`${byName(platform)}/desk/`);
  await agentPage.getByRole("button", { name: /demo agent/i }).click();
  await agentPage.getByRole("button", { name: "Start a call" }).click();
  const widget = agentPage.frameLocator('iframe[src*="smartvideo"]');
  await joinCall(visitorPage, await widget.getByLabel("Link for your visitor").inputValue(), "Carl Customer");
  await visitorPage.getByText("0:03").waitFor();
  const pictures = [await agentPage.screenshot(), await visitorPage.screenshot()];
  await platform.stop();
  return pictures;
}

const drawing = await launch();
const board = await drawing.newPage({ viewport: { width: 1_720, height: 860 } });
await writePersonCamera(board, join(folder, "ana.y4m"), ANA);
await writePersonCamera(board, join(folder, "carl.y4m"), CARL);
const agent = await launch(join(folder, "ana.y4m"));
const visitor = await launch(join(folder, "carl.y4m"));
const [desk, phone] = await photographCall(await pageOf(agent, 1_280, 800), await pageOf(visitor, 390, 800));
const image = (picture: Buffer | undefined, style: string): string =>
  `<img style="box-shadow:0 8px 30px #0003;${style}" src="data:image/png;base64,${picture?.toString("base64")}">`;
await board.setContent(
  `<body style="margin:0;background:#eef1f6;display:flex;gap:30px;padding:30px;align-items:center">
${image(desk, "border-radius:12px;width:1230px")}${image(phone, "border-radius:28px;height:770px")}</body>`,
);
mkdirSync(fileURLToPath(new URL("../../docs", import.meta.url)), { recursive: true });
await board.screenshot({ path: OUTPUT });
await Promise.all([drawing.close(), agent.close(), visitor.close()]);
rmSync(folder, { recursive: true });
