/** The call where no direct way exists: everything goes through coturn, with credentials of limited time. */
import { genericOptions, invitationLink, openAgentApp, widgetFrame } from "../fixtures/agent-app.ts";
import { AGENT_PICTURE, VISITOR_PICTURE } from "../fixtures/pictures.ts";
import { startPlatform } from "../fixtures/platform.ts";
import { expectToHear, expectToSee } from "../fixtures/remote-media.ts";
import { test } from "../fixtures/test.ts";
import { AGENT_TONE_HZ, VISITOR_TONE_HZ } from "../fixtures/tones.ts";
import { startTurnServer } from "../fixtures/turn-server.ts";
import { joinCall } from "../fixtures/visitor.ts";

/** Lets a page use relayed candidates only, as behind a firewall. */
function allowRelayOnly(): void {
  const Direct = window.RTCPeerConnection;
  window.RTCPeerConnection = class extends Direct {
    constructor(configuration?: RTCConfiguration) {
      super({ ...configuration, iceTransportPolicy: "relay" });
    }
  };
}

test("two sides that cannot reach each other talk through the relay", async ({
  agentPage,
  visitorPage,
  hostSite,
}) => {
  const turn = await startTurnServer();
  const platform = await startPlatform({ env: turn.env });
  await agentPage.addInitScript(allowRelayOnly);
  await visitorPage.addInitScript(allowRelayOnly);
  await openAgentApp(agentPage, hostSite);
  await agentPage.evaluate(async (options) => {
    await window.sdk.init(options);
    await window.sdk.call();
  }, genericOptions(platform));
  await joinCall(visitorPage, await invitationLink(agentPage));
  const widget = await widgetFrame(agentPage);
  await expectToSee(visitorPage, AGENT_PICTURE);
  await expectToSee(widget, VISITOR_PICTURE);
  await expectToHear(visitorPage, AGENT_TONE_HZ);
  await expectToHear(widget, VISITOR_TONE_HZ);
  await platform.stop();
  await turn.stop();
});
