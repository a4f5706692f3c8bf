/** The reference's basic usage and script-tag usage, as a reader copies them: only the values are the reader's own. */
import { invitationLink } from "../fixtures/agent-app.ts";
import { AGENT_PICTURE } from "../fixtures/pictures.ts";
import type { RunningPlatform } from "../fixtures/platform.ts";
import { expectToSee } from "../fixtures/remote-media.ts";
import { expect, test } from "../fixtures/test.ts";
import { joinCall } from "../fixtures/visitor.ts";

const BASIC_USAGE = `
import { init, call, on } from 'videoengager-agent-sdk';
// Initialize the SDK
await init({
authMethod: 'generic',
apiKey: 'your-api-key',
domain: 'your-domain.videome.leadsecure.com',
agentEmail: 'agent@company.com'
});
// Listen for session events
on('sessionStarted', (callState) => {
console.log('Video session started:', callState.visitorId);
});
on('sessionEnded', (callState) => {
console.log('Video session ended');
});
// Start a video call
await call({ customerId: 'customer-123' });`;

const SCRIPT_TAG_USAGE = `<!DOCTYPE html>
<html>
<head>
<title>VideoEngager Integration</title>
</head>
<body>
<!-- VideoEngager will inject the widget here -->
<div id="video-engager-container"></div>
<script src="https://cdn.videoengager.com/agent/latest/index.js"></script>
<script>
async function initializeVideoEngager() {
await VideoEngagerAgent.init({
authMethod: 'generic',
apiKey: 'your-api-key',
domain: 'your-domain.videome.leadsecure.com',
agentEmail: 'agent@company.com'
});
// Start a call
await VideoEngagerAgent.call({ customerId: 'customer-123' });
}
initializeVideoEngager().catch(console.error);
</script>
</body>
</html>`;

function withOwnValues(code: string, { url, demo }: RunningPlatform): string {
  return code
    .replace("https://cdn.videoengager.com", url)
    .replace("your-api-key", demo.apiKey)
    .replace("your-domain.videome.leadsecure.com", url)
    .replace("agent@company.com", demo.agentEmail);
}

test("the basic usage starts a session and reports it", async ({
  agentPage,
  visitorPage,
  hostSite,
  platform,
}) => {
  const logged: string[] = [];
  agentPage.on("console", (message) => logged.push(message.text()));
  const code = withOwnValues(BASIC_USAGE, platform);
  hostSite.serve(
    "/basic",
    `<!doctype html><html><head></head><body><script type="module">${code}
window.sdk = await import("videoengager-agent-sdk");</script></body></html>`,
  );
  await agentPage.goto(`${hostSite.url}/basic`);
  await agentPage.waitForFunction(() => window.sdk !== undefined);
  expect(logged).toContainEqual(expect.stringMatching(/^Video session started: i_[\w-]{22}$/));
  await joinCall(visitorPage, await invitationLink(agentPage));
  await expectToSee(visitorPage, AGENT_PICTURE);
  await visitorPage.getByRole("button", { name: "Hang up" }).click();
  await expect.poll(() => logged).toContain("Video session ended");
});

test("the script tag starts a call in the page's own container", async ({
  agentPage,
  visitorPage,
  hostSite,
  platform,
}) => {
  hostSite.serve("/script-tag", withOwnValues(SCRIPT_TAG_USAGE, platform));
  await agentPage.goto(`${hostSite.url}/script-tag`);
  await expect(agentPage.locator("#video-engager-container iframe")).toBeVisible();
  const link = await agentPage.evaluate(async () => {
    const agent = (window as unknown as { VideoEngagerAgent: typeof window.sdk }).VideoEngagerAgent;
    return new Promise<string>((resolve) => {
      const { shortUrl } = agent.getCurrentCallState();
      if (shortUrl) resolve(shortUrl);
      else agent.on("callStateUpdated", (state) => resolve(state.shortUrl));
    });
  });
  await joinCall(visitorPage, link);
  await expectToSee(visitorPage, AGENT_PICTURE);
});
