import { requestVideoCall, type VideoCallRequest } from "./request-video-call.js";

/** Asks for the call and shows the visitor's page in a new tab, or in this one where tabs are not allowed. */
export async function openVisitorPage(request: VideoCallRequest): Promise<void> {
  // Opened in the click itself: a tab that is opened later counts as a pop-up.
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
