/**
 * The peer's widget: posts to its host what the test tells it to, and reports what it hears. It is one
 * page for every variation; which messages come, and when, is decided in the test's process.
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

// Told with the question for commands: what the page permits is known before the widget says its first word.
const allowed = (document as PolicyDocument).featurePolicy.allowedFeatures();
const commands = new EventSource(`/peer/widget/${WIDGET_ID}/stream?allowed=${allowed.join()}`);
commands.addEventListener("message", ({ data }) => {
  const command = JSON.parse(data as string) as WidgetCommand;
  if ("post" in command) parent.postMessage(command.post, "*");
  if (command.navigateTo !== undefined) location.href = command.navigateTo;
  if (command.acknowledge !== undefined) reportToPeer({ acknowledged: command.acknowledge });
});
