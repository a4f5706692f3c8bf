/**
 * The peer's widget. It posts the messages that the test sends it, and reports the messages that it receives.
 * All tests use this page; the test's process decides which messages it posts, and when.
 */
declare const WIDGET_ID: string;

interface WidgetCommand {
  readonly post?: unknown;
  readonly navigateTo?: string;
  readonly acknowledge?: number;
}

interface PolicyDocument extends Document {
  readonly featurePolicy: { allowedFeatures(): string[] };
}

const reportToPeer = (report: unknown): void => {
  navigator.sendBeacon(`/peer/widget/${WIDGET_ID}/report`, JSON.stringify(report));
};

addEventListener("message", ({ data, origin, source }) => {
  if (source === parent) reportToPeer({ received: data as unknown, origin });
});

// Sent with the request for commands, so the test knows the permissions before the widget's first message.
const allowed = (document as PolicyDocument).featurePolicy.allowedFeatures();
const commands = new EventSource(`/peer/widget/${WIDGET_ID}/stream?allowed=${allowed.join()}`);
commands.addEventListener("message", ({ data }) => {
  const command = JSON.parse(data as string) as WidgetCommand;
  if ("post" in command) parent.postMessage(command.post, "*");
  if (command.navigateTo !== undefined) location.href = command.navigateTo;
  if (command.acknowledge !== undefined) reportToPeer({ acknowledged: command.acknowledge });
});
