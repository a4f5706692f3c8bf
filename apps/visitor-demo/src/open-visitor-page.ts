import { requestVideoCall, type VideoCallRequest } from "./request-video-call.js";

/** Requests the call and opens the visitor's page in a new tab, or in this tab if the browser blocks new ones. */
export async function openVisitorPage(request: VideoCallRequest): Promise<void> {
  // Opened in the click handler. Later, the browser would block it as a pop-up.
  const tab = window.open("", "_blank");
  try {
    const page = await requestVideoCall(request);
    if (tab) tab.location.replace(page);
    else location.assign(page);
  } catch (error) {
    tab?.close();
    throw error;
  }
}
