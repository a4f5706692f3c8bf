/** The reference's components, copied and mounted unchanged. */
import type { PlatformPeer } from "../platform-peer/platform-peer.ts";
import { callMessage } from "../platform-peer/widget-scripts.ts";
import { expect, test } from "./fixtures.ts";
import type { HostPage } from "./host-page.ts";
import { joinExample, openExample } from "./reference-example.ts";

// The components write the complete state, including the PIN, to the console.
test.use({ logsCallState: true });

const ROOT = '<div id="root"></div>';

const MOUNT_REACT = (view: string): string => `
  const { createRoot } = await import('react-dom/client');
  const root = createRoot(document.getElementById('root'));
  root.render(${view});
  window.keep.unmount = () => root.unmount();`;

const MOUNT_VUE = `
  const { createApp } = await import('vue');
  const app = createApp(VideoEngagerComponent);
  app.mount('#root');
  window.keep.unmount = () => app.unmount();`;

const WAYS = [
  ["a React component", "React component", MOUNT_REACT("React.createElement(VideoEngagerComponent)")],
  [
    "a React component that is mounted twice, as in development",
    "React component",
    MOUNT_REACT("React.createElement(React.StrictMode, null, React.createElement(VideoEngagerComponent))"),
  ],
  ["a Vue component", "Vue component", MOUNT_VUE],
] as const;

const started = (host: HostPage): readonly string[] =>
  host.consoleLines.filter((line) => line.startsWith("Session started:"));

async function openComponent(
  host: HostPage,
  peer: PlatformPeer,
  title: string,
  after: string,
): Promise<void> {
  await openExample(host, peer, title, { body: ROOT, after });
  await joinExample(host);
  await expect.poll(() => host.run(() => window.sdk.isInitialized())).toBe(true);
}

for (const [what, title, mount] of WAYS)
  test.describe(what, () => {
    test("its button starts one call inside the component, with a camera", async ({ host, peer }) => {
      await openComponent(host, peer, title, mount);
      await host.page.getByRole("button", { name: "Start Video Call" }).click();
      const frame = host.page.locator("#video-container > iframe");
      await expect(frame).toHaveCount(1);
      await expect(frame).toHaveCSS("height", "600px");
      await expect.poll(() => started(host).length).toBe(1);
      const widget = peer.widgets.latest!;
      expect(widget.query.veinteraction).toBe("customer-123");
      expect(widget.allowed).toContain("camera");
      await widget.post(callMessage(peer, "FINISHED", `visitor-of-widget-${widget.id}`));
      await expect(host.page.locator("iframe")).toHaveCount(0);
    });

    test("a second call from the same button works like the first", async ({ host, peer }) => {
      await openComponent(host, peer, title, mount);
      for (const count of [1, 2]) {
        await host.page.getByRole("button", { name: "Start Video Call" }).click();
        await expect.poll(() => started(host).length).toBe(count);
        await host.run(() => window.sdk.endCall());
        await expect(host.page.locator("iframe")).toHaveCount(0);
      }
    });

    test("after unmounting, it gets no more events", async ({ host, peer }) => {
      await openComponent(host, peer, title, mount);
      await host.page.evaluate(() => (window.keep.unmount as () => void)());
      await expect(host.page.getByRole("button", { name: "Start Video Call" })).toHaveCount(0);
      await host.run(() => {
        window.sdk.setUiHandler({
          openIframe: (src: string) => {
            const frame = document.createElement("iframe");
            frame.src = src;
            document.body.append(frame);
          },
          closeIframe: () => document.querySelector("iframe")?.remove(),
          getIframe: () => document.querySelector("iframe"),
        });
        return window.sdk.call();
      });
      await host.event("sessionStarted");
      expect(started(host)).toEqual([]);
      await host.run(() => window.sdk.endCall());
    });
  });
